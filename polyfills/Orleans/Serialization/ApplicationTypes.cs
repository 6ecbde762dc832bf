using System.Reflection;

namespace Orleans.Serialization;

/// <summary>
/// The assemblies that take part: those loaded, and those the entry assembly needs directly or through others, as far as they refer to this
/// one. Their types are read once, when first needed.
/// </summary>
internal sealed class ApplicationTypes
{
    private readonly Lazy<IReadOnlyList<Type>> types;
    private readonly Lazy<IReadOnlyDictionary<string, Type>> aliases;

    public ApplicationTypes()
    {
        types = new(() => [.. FindAssemblies().SelectMany(TypesOf)]);
        aliases = new(() => Types
            .Select(type => (Type: type, type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias))
            .Where(pair => pair.Alias is not null)
            .GroupBy(pair => pair.Alias!)
            .ToDictionary(group => group.Key, group => group.First().Type));
    }

    /// <summary>All types of the participating assemblies.</summary>
    public IReadOnlyList<Type> Types => types.Value;

    /// <summary>The types that have an alias, by it.</summary>
    public IReadOnlyDictionary<string, Type> Aliases => aliases.Value;

    /// <summary>An assembly by its simple name; null when there is none.</summary>
    public static Assembly? FindAssembly(string name)
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetName().Name == name);
        return loaded ?? TryLoad(new AssemblyName(name));
    }

    private static List<Assembly> FindAssemblies()
    {
        var self = typeof(ApplicationTypes).Assembly;
        var seen = new Dictionary<string, Assembly>(StringComparer.Ordinal);
        var queue = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        if (Assembly.GetEntryAssembly() is { } entry)
        {
            queue.Enqueue(entry);
        }

        while (queue.TryDequeue(out var assembly))
        {
            if (!seen.TryAdd(assembly.FullName!, assembly) || IsFramework(assembly.GetName().Name!))
            {
                continue;
            }

            foreach (var reference in assembly.GetReferencedAssemblies())
            {
                if (!seen.ContainsKey(reference.FullName) && !IsFramework(reference.Name!) && TryLoad(reference) is { } loaded)
                {
                    queue.Enqueue(loaded);
                }
            }
        }

        var participating = new HashSet<string>(StringComparer.Ordinal) { self.FullName! };
        bool grew;
        do
        {
            grew = false;
            foreach (var (name, assembly) in seen)
            {
                if (!participating.Contains(name)
                    && !IsFramework(assembly.GetName().Name!)
                    && assembly.GetReferencedAssemblies().Any(reference => reference.FullName == self.FullName))
                {
                    grew |= participating.Add(name);
                }
            }
        }
        while (grew);

        return [.. seen.Where(pair => participating.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];
    }

    private static bool IsFramework(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name is "System" or "mscorlib" or "netstandard" or "FSharp.Core" or "FsCheck";

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception failure) when (failure is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            // A reference that is not deployed holds none of the application's grains.
            return null;
        }
    }

    private static Type[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partial)
        {
            return [.. partial.Types.Where(type => type is not null).Select(type => type!)];
        }
    }
}
