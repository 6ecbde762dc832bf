using System.Reflection;

namespace Orleans.Serialization;

/// <summary>
/// The assemblies that take part: those loaded, and those the entry assembly needs directly or through others, as far as they refer to this
/// one. Their types are read once, when first needed; of this assembly itself only those count that the application's calls can meet.
/// </summary>
internal sealed class ApplicationTypes
{
    private readonly Lazy<IReadOnlyList<Type>> types;
    private readonly Lazy<IReadOnlyDictionary<string, Type>> aliases;

    public ApplicationTypes()
    {
        types = new(() => [.. Runtime.RuntimeTypes.All, .. FindAssemblies().SelectMany(TypesOf)]);
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

    /// <summary>An assembly of the framework by its simple name, if it is loaded; null when it is not.</summary>
    public static Assembly? FindLoadedFramework(string name) =>
        IsFramework(name) ? Array.Find(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == name) : null;

    private static IEnumerable<Assembly> FindAssemblies()
    {
        var references = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var assemblies = new Dictionary<string, Assembly>(StringComparer.Ordinal);
        var queue = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies());
        if (Assembly.GetEntryAssembly() is { } entry)
        {
            queue.Enqueue(entry);
        }

        while (queue.TryDequeue(out var assembly))
        {
            var name = assembly.GetName().Name!;
            if (assembly.IsDynamic || IsFramework(name) || !assemblies.TryAdd(name, assembly))
            {
                continue;
            }

            var needed = assembly.GetReferencedAssemblies();
            references[name] = Array.ConvertAll(needed, reference => reference.Name!);
            foreach (var reference in needed)
            {
                if (!IsFramework(reference.Name!) && !assemblies.ContainsKey(reference.Name!) && TryLoad(reference) is { } loaded)
                {
                    queue.Enqueue(loaded);
                }
            }
        }

        // An assembly takes part when it refers to this one, directly or through others.
        var self = typeof(ApplicationTypes).Assembly.GetName().Name!;
        var participating = new HashSet<string>(StringComparer.Ordinal) { self };
        bool grew;
        do
        {
            grew = false;
            foreach (var (name, needed) in references)
            {
                grew |= Array.Exists(needed, participating.Contains) && participating.Add(name);
            }
        }
        while (grew);

        return assemblies
            .Where(pair => pair.Key != self && participating.Contains(pair.Key))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Value);
    }

    private static bool IsFramework(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name.StartsWith("OpenTelemetry", StringComparison.Ordinal)
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
            // Types that need an assembly which is not deployed cannot be used; the others can.
            return [.. partial.Types.Where(type => type is not null).Select(type => type!)];
        }
    }
}
