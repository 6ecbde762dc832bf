using System.Collections.Immutable;

namespace ReAgent.Contracts.Configuration.Sweeps;

/// <summary>
/// A configuration that stands for several: any value may be a list of values to try (<c>lr: {grid: [0.01, 0.001]}</c>), and <c>seeds: [1, 2, 3]</c> at the
/// top level takes the place of <c>seed</c>. Its trials are every combination, in the order of the file: the first grid varies slowest, the seeds fastest.
/// A grid with an anchor takes the same value wherever its alias stands.
/// </summary>
/// <param name="Axes">The grids, in the order of the file.</param>
/// <param name="Trials">One configuration for each combination of values and seed.</param>
public sealed record ConfigSweep(ImmutableArray<SweepAxis> Axes, ImmutableArray<SweepTrial> Trials)
{
    /// <summary>Trials that a sweep may have.</summary>
    public const int MostTrials = 1000;

    /// <summary>Key of a list of values to try.</summary>
    public const string GridKey = "grid";

    /// <summary>Key of the list of seeds.</summary>
    public const string SeedsKey = "seeds";

    /// <summary>What a setting is called when no value is tried, only seeds.</summary>
    public const string AsWritten = "as written";

    /// <summary>The sweep that a configuration stands for; null when it lists nothing and is a configuration like any other.</summary>
    /// <exception cref="ConfigException">The lists make no sweep; every reason is told.</exception>
    public static ConfigSweep? Find(ConfigNode root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var problems = new List<ConfigProblem>();
        var grids = SweepGrids.Find(root, problems);
        var seeds = Seeds(root, problems);
        if (problems.Count > 0)
        {
            throw new ConfigException([.. problems]);
        }

        if (grids.Axes.IsEmpty && seeds is null)
        {
            return null;
        }

        var trials = grids.Axes.Aggregate((Int128)(seeds?.Length ?? 1), (product, axis) => product * axis.Values.Length);
        if (trials > MostTrials)
        {
            throw new ConfigException([new ConfigProblem("", $"the grids and seeds make {trials} trials; at most {MostTrials} are allowed", root.Position)]);
        }

        return new(grids.Axes, [.. Settings(grids.Axes).SelectMany(choices => WithSeeds(root, grids, choices, seeds))]);
    }

    private static IEnumerable<ImmutableArray<int>> Settings(ImmutableArray<SweepAxis> axes) => axes.Aggregate(
        (IEnumerable<ImmutableArray<int>>)[[]],
        (settings, axis) => settings.SelectMany(choices => Enumerable.Range(0, axis.Values.Length).Select(choices.Add)));

    private static IEnumerable<SweepTrial> WithSeeds(ConfigNode root, SweepGrids grids, ImmutableArray<int> choices, ImmutableArray<ConfigScalar>? seeds)
    {
        var setting = choices.IsEmpty ? AsWritten : string.Join(", ", grids.Axes.Zip(choices, (axis, choice) => $"{axis.Name}={SweepText.Of(axis.Values[choice])}"));
        var tree = grids.Choose(root, choices);
        return seeds is null
            ? [new SweepTrial(setting, null, choices, tree)]
            : seeds.Value.Select(seed => new SweepTrial(setting, (ulong)Shapes.ScalarText.Integer(seed)!.Value, choices, WithSeed((ConfigMap)tree, seed)));
    }

    private static ConfigMap WithSeed(ConfigMap tree, ConfigScalar seed) =>
        tree with { Entries = [.. tree.Entries.Select(entry => entry.Key == SeedsKey ? new ConfigEntry("seed", entry.KeyPosition, seed) : entry)] };

    private static ImmutableArray<ConfigScalar>? Seeds(ConfigNode root, List<ConfigProblem> problems)
    {
        if (root is not ConfigMap map || map.Entries.Where(entry => entry.Key == SeedsKey).ToArray() is not [var first, ..] given)
        {
            return null;
        }

        problems.AddRange(given.Skip(1).Select(again => new ConfigProblem(SeedsKey, $"seeds is given twice; the first is at {first.KeyPosition}", again.KeyPosition)));
        problems.AddRange(map.Entries.Where(entry => entry.Key == "seed").Select(seed => new ConfigProblem("seed", $"seed and seeds (at {first.KeyPosition}) exclude each other; choose one", seed.KeyPosition)));
        if (first.Value is not ConfigList { Items.IsEmpty: false } list)
        {
            problems.Add(new(SeedsKey, "seeds wants a list of one or more seeds, for example [1, 2, 3]", first.Value.Position));
            return null;
        }

        var seen = new HashSet<Int128>();
        var seeds = ImmutableArray.CreateBuilder<ConfigScalar>();
        foreach (var (item, index) in list.Items.Select((item, index) => (item, index)))
        {
            if (item is not ConfigScalar scalar || Shapes.ScalarText.Integer(scalar) is not { } seed || seed < 0 || seed > ulong.MaxValue)
            {
                problems.Add(new($"{SeedsKey}[{index}]", $"a seed is a whole number, 0 or more; {SweepText.Of(item)} is none", item.Position));
            }
            else if (!seen.Add(seed))
            {
                problems.Add(new($"{SeedsKey}[{index}]", $"seed {seed} is listed twice", item.Position));
            }
            else
            {
                seeds.Add(scalar);
            }
        }

        return seeds.ToImmutable();
    }
}
