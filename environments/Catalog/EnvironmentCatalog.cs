using System.Reflection;
using ReAgent.Contracts.Configuration;
using ReAgent.Environments.Vector;

namespace ReAgent.Environments.Catalog;

/// <summary>
/// The environments that a config can name: every class that carries <see cref="EnvironmentAttribute"/> in the scanned assemblies.
/// Adding an environment is adding its folder.
/// </summary>
public sealed class EnvironmentCatalog
{
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <param name="assemblies">Assemblies to scan, for example a user's own beside this one.</param>
    /// <exception cref="InvalidOperationException">A class does not fit its attribute, or two classes claim one name.</exception>
    public EnvironmentCatalog(params IReadOnlyList<Assembly> assemblies)
    {
        foreach (var type in assemblies.SelectMany(assembly => assembly.GetTypes()))
        {
            foreach (var registration in type.GetCustomAttributes<EnvironmentAttribute>())
            {
                Add(type, registration);
            }
        }
    }

    /// <summary>The environments of this assembly.</summary>
    public static EnvironmentCatalog BuiltIn { get; } = new(typeof(EnvironmentCatalog).Assembly);

    /// <summary>All names, sorted.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Creates an environment, ready for its first reset.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="maxSteps">
    /// Shortens the time limit; a larger number than the environment's own changes nothing. Null keeps its own.
    /// </param>
    /// <exception cref="ArgumentException">No environment has this name; the message gives the nearest one and all others.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSteps"/> is below 1.</exception>
    public IEnvironment Create(string name, int? maxSteps = null)
    {
        if (maxSteps is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(maxSteps), maxSteps, "An episode has at least one step.");
        }

        if (!_entries.TryGetValue(name, out var entry))
        {
            throw new ArgumentException(UnknownName(name), nameof(name));
        }

        return entry.Create(name, Math.Min(entry.TimeLimit, maxSteps ?? entry.TimeLimit));
    }

    /// <summary>Creates copies of an environment that step together, ready for their first reset.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="count">How many copies, 1 or more.</param>
    /// <param name="maxSteps">As in <see cref="Create"/>.</param>
    /// <exception cref="ArgumentException">No environment has this name.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> or <paramref name="maxSteps"/> is below 1.</exception>
    public IVectorEnvironment CreateVector(string name, int count, int? maxSteps = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Create(name, maxSteps) is IVectorizable one
            ? one.Vectorize(count)
            : new SeparateCopies([.. Enumerable.Range(0, count).Select(_ => Create(name, maxSteps))]);
    }

    private void Add(Type type, EnvironmentAttribute registration)
    {
        if (registration.TimeLimit < 1)
        {
            throw new InvalidOperationException(
                $"{type.FullName}: the time limit of '{registration.Name}' is {registration.TimeLimit}, but must be at least 1.");
        }

        if (!typeof(IEnvironment).IsAssignableFrom(type) || type.GetConstructor([typeof(string), typeof(int)]) is not { } constructor)
        {
            throw new InvalidOperationException(
                $"{type.FullName} is marked as environment '{registration.Name}', so it must implement {nameof(IEnvironment)} "
                + "and have a public constructor (string name, int timeLimit).");
        }

        var entry = new Entry(type, registration.TimeLimit, (name, limit) => (IEnvironment)constructor.Invoke([name, limit]));
        if (!_entries.TryAdd(registration.Name, entry))
        {
            throw new InvalidOperationException(
                $"Both {_entries[registration.Name].Type.FullName} and {type.FullName} claim the environment name '{registration.Name}'.");
        }
    }

    private string UnknownName(string name)
    {
        // People leave out the version: 'pendulum' is near to 'Pendulum-v0' although much is missing.
        var nearest = NearestName.Find(name, Names) ?? Names.FirstOrDefault(known => known.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return Names.Count == 0
            ? $"There is no environment '{name}': the catalog is empty."
            : $"There is no environment '{name}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")} Known environments: {string.Join(", ", Names)}.";
    }

    private sealed record Entry(Type Type, int TimeLimit, Func<string, int, IEnvironment> Create);
}
