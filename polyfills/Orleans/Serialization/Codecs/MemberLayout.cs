using System.Reflection;

namespace Orleans.Serialization;

/// <summary>Finds the members of a type that take part in serialization, class by class of its hierarchy.</summary>
internal static class MemberLayout
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The levels of <typeparamref name="T"/>, from the base down; each in order of ids.</summary>
    /// <exception cref="SerializerException">Two members of a class share an id, or a member cannot be set.</exception>
    public static Member<T>[][] Of<T>(CodecProvider codecs)
    {
        if (TupleShapes.IsTuple(typeof(T)))
        {
            var fields = typeof(T).GetFields(Declared).Select((field, index) => Make<T>(codecs, (uint)index, field.Name, field, field, false));
            return [[.. fields]];
        }

        var levels = new List<Member<T>[]>();
        for (var type = typeof(T); type is not null && type != typeof(object); type = type.BaseType)
        {
            if (type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is { } options)
            {
                // Parameters without a number have numbers of their own, by position, and come first.
                Member<T>[] numbered = [.. Numbered<T>(codecs, type, options)];
                Member<T>[] parameters = [.. ImplicitParameters<T>(codecs, type, options)];
                if (numbered.Length > 0 || parameters.Length == 0)
                {
                    levels.Add(numbered);
                }

                if (parameters.Length > 0)
                {
                    levels.Add(parameters);
                }
            }
        }

        levels.Reverse();
        return [.. levels];
    }

    private static IEnumerable<Member<T>> Numbered<T>(CodecProvider codecs, Type type, GenerateSerializerAttribute options)
    {
        var members = type.GetMembers(Declared)
            .Where(member => member is FieldInfo or PropertyInfo)
            .Select(member => (Member: member, member.GetCustomAttribute<IdAttribute>()?.Id))
            .ToList();
        var numbered = members.Where(pair => pair.Id is not null).Select(pair => (pair.Member, Id: pair.Id!.Value)).ToList();
        if (options.GenerateFieldIds == GenerateFieldIds.PublicProperties && numbered.Count == 0)
        {
            numbered = [.. members
                .Where(pair => pair.Member is PropertyInfo { SetMethod.IsPublic: true, GetMethod.IsPublic: true })
                .OrderBy(pair => pair.Member.Name, StringComparer.Ordinal)
                .Select((pair, index) => (pair.Member, (uint)index))];
        }

        if (numbered.GroupBy(pair => pair.Id).FirstOrDefault(group => group.Count() > 1) is { } clash)
        {
            throw new SerializerException(
                $"Members {string.Join(" and ", clash.Select(pair => pair.Member.Name))} of {type} share [Id({clash.Key})]; ids are unique within a class.");
        }

        return numbered.OrderBy(pair => pair.Id).Select(pair => Make<T>(codecs, type, pair.Id, pair.Member));
    }

    private static IEnumerable<Member<T>> ImplicitParameters<T>(CodecProvider codecs, Type type, GenerateSerializerAttribute options)
    {
        if (!options.IncludePrimaryConstructorParameters || !IsRecord(type))
        {
            return [];
        }

        // The primary constructor is the one whose parameters are all properties of the record.
        var properties = type.GetProperties(Declared).ToDictionary(property => property.Name);
        var primary = type.GetConstructors(Declared)
            .Select(constructor => constructor.GetParameters())
            .Where(parameters => parameters.Length > 0 && Array.TrueForAll(
                parameters, p => properties.TryGetValue(p.Name!, out var property) && property.PropertyType == p.ParameterType))
            .MaxBy(parameters => parameters.Length) ?? [];
        return primary
            .Select((parameter, index) => (Property: properties[parameter.Name!], Id: (uint)index))
            .Where(pair => pair.Property.GetCustomAttribute<IdAttribute>() is null)
            .Select(pair => Make<T>(codecs, type, pair.Id, pair.Property));
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$", Declared) is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is not null);

    private static Member<T> Make<T>(CodecProvider codecs, Type type, uint id, MemberInfo member)
    {
        var isShared = member.GetCustomAttribute<ImmutableAttribute>() is not null;
        if (member is FieldInfo field)
        {
            return Make<T>(codecs, id, member.Name, field, field, isShared);
        }

        var property = (PropertyInfo)member;
        if (type.GetField($"<{property.Name}>k__BackingField", Declared) is { } backing)
        {
            return Make<T>(codecs, id, member.Name, backing, backing, isShared);
        }

        return property is { GetMethod: { } getter, SetMethod: { } setter }
            ? Make<T>(codecs, id, member.Name, getter, setter, isShared)
            : throw new SerializerException($"Property {type}.{property.Name} has an [Id] but cannot be both read and set.");
    }

    private static Member<T> Make<T>(CodecProvider codecs, uint id, string name, MemberInfo getter, MemberInfo setter, bool isShared)
    {
        var valueType = getter is FieldInfo field ? field.FieldType : ((MethodInfo)getter).ReturnType;
        return (Member<T>)Activator.CreateInstance(
            typeof(Member<,>).MakeGenericType(typeof(T), valueType), codecs, id, name, getter, setter, isShared)!;
    }
}
