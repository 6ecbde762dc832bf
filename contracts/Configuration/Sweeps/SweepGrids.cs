using System.Collections.Immutable;

namespace ReAgent.Contracts.Configuration.Sweeps;

/// <summary>The grids of a tree, and the tree with a value in the place of each.</summary>
internal sealed class SweepGrids
{
    // Names of places that a sweep itself gives meaning to.
    private static readonly Dictionary<string, string> Taken = new(StringComparer.Ordinal)
    {
        ["seed"] = "seeds are no settings to choose from: list them with 'seeds: [1, 2, 3]' instead of 'seed'",
        ["experiment_name"] = "experiment_name names the whole sweep; its trials are named by their settings",
    };

    private readonly Dictionary<ConfigNode, int> _axisOf;

    private SweepGrids(ImmutableArray<SweepAxis> axes, Dictionary<ConfigNode, int> axisOf) => (Axes, _axisOf) = (axes, axisOf);

    /// <summary>One for each grid, in the order of the file.</summary>
    public ImmutableArray<SweepAxis> Axes { get; }

    /// <summary>Finds the grids.</summary>
    /// <param name="root">The tree; a grid is below the root.</param>
    /// <param name="problems">Takes what is wrong with them.</param>
    public static SweepGrids Find(ConfigNode root, List<ConfigProblem> problems)
    {
        // By reference: an alias is the very node that its anchor names, while equal nodes elsewhere are grids of their own.
        var axisOf = new Dictionary<ConfigNode, int>(ReferenceEqualityComparer.Instance);
        var found = new List<(string Path, ImmutableArray<ConfigNode> Values)>();
        foreach (var (path, node) in Below("", root))
        {
            if (Values(node) is { } values && axisOf.TryAdd(node, found.Count))
            {
                found.Add((path, values));
                Check(path, node, values, problems);
            }
        }

        var names = Names([.. found.Select(grid => grid.Path)]);
        return new([.. found.Zip(names, (grid, name) => new SweepAxis(grid.Path, name, grid.Values))], axisOf);
    }

    /// <summary>The tree with the chosen values.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="choices">For each axis the index of its value.</param>
    public ConfigNode Choose(ConfigNode node, ImmutableArray<int> choices) => _axisOf.TryGetValue(node, out var axis)
        ? Axes[axis].Values[choices[axis]]
        : node switch
        {
            ConfigMap map => map with { Entries = [.. map.Entries.Select(entry => entry with { Value = Choose(entry.Value, choices) })] },
            ConfigList list => list with { Items = [.. list.Items.Select(item => Choose(item, choices))] },
            _ => node,
        };

    // Every node below one, with its path, outermost first and in the order of the file; what is inside a grid is that grid's own.
    private static IEnumerable<(string Path, ConfigNode Node)> Below(string path, ConfigNode node)
    {
        var children = node switch
        {
            ConfigMap map => map.Entries.Select(entry => (Path: path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", Node: entry.Value)),
            ConfigList list => list.Items.Select((item, index) => (Path: $"{path}[{index}]", Node: item)),
            _ => [],
        };
        return children.SelectMany(child => Values(child.Node) is null ? Below(child.Path, child.Node).Prepend(child) : [child]);
    }

    // A map with this one key and a list is a grid; any other map with such a key is what its place makes of it.
    private static ImmutableArray<ConfigNode>? Values(ConfigNode node) =>
        node is ConfigMap { Entries: [{ Key: ConfigSweep.GridKey, Value: ConfigList list }] } ? list.Items : null;

    private static void Check(string path, ConfigNode grid, ImmutableArray<ConfigNode> values, List<ConfigProblem> problems)
    {
        if (Taken.TryGetValue(path, out var why))
        {
            problems.Add(new(path, why, grid.Position));
        }

        if (values.IsEmpty)
        {
            problems.Add(new(path, $"the grid of {path} is empty; one or more values are wanted, for example {{grid: [0.01, 0.001]}}", grid.Position));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (Below("", value).Select(below => below.Node).Prepend(value).FirstOrDefault(node => Values(node) is not null) is { } inner)
            {
                problems.Add(new(path, $"the grid of {path} holds another grid; list its values in one", inner.Position));
            }
            else if (!seen.Add(SweepText.Of(value)))
            {
                problems.Add(new(path, $"the grid of {path} lists {SweepText.Of(value)} twice", value.Position));
            }
        }
    }

    // The shortest ends of the paths that differ from each other.
    private static IEnumerable<string> Names(string[] paths) => paths.Select(path =>
    {
        var keys = path.Split('.');
        return Enumerable.Range(1, keys.Length)
            .Select(count => string.Join('.', keys[^count..]))
            .First(name => name == path || paths.Count(other => other == name || other.EndsWith($".{name}", StringComparison.Ordinal)) == 1);
    });
}
