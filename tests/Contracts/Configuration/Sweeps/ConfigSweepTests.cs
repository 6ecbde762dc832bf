using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Configuration.Sweeps;
using Xunit;

namespace ReAgent.Contracts.Tests.Configuration.Sweeps;

public class ConfigSweepTests
{
    private static readonly ConfigPosition At = new("x.yaml", 1, 1);

    // How many values each grid has; where it stands follows from its index.
    private static readonly Arbitrary<int[]> Sizes = Gen.Choose(1, 3).ListOf().Select(sizes => sizes.Take(4).ToArray()).ToArbitrary();
    private static readonly Arbitrary<int> SeedCounts = Gen.Choose(0, 3).ToArbitrary();

    [Fact]
    public void There_are_as_many_trials_as_combinations_and_no_two_are_alike() => Prop.ForAll(Sizes, SeedCounts, (sizes, seeds) =>
    {
        var sweep = ConfigSweep.Find(Tree(sizes, seeds));
        return sizes.Length == 0 && seeds == 0
            ? sweep is null
            : sweep!.Trials.Length == sizes.Aggregate(Math.Max(1, seeds), (product, size) => product * size)
                && sweep.Trials.Select(trial => Show(trial.Root)).Distinct().Count() == sweep.Trials.Length
                && sweep.Trials.Select(trial => trial.Label).Distinct().Count() == sweep.Trials.Length;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_trial_is_the_original_with_its_values_in_their_places() => Prop.ForAll(Sizes, SeedCounts, (sizes, seeds) =>
    {
        var tree = Tree(sizes, seeds);
        return ConfigSweep.Find(tree) is not { } sweep || sweep.Trials.All(trial =>
        {
            var expected = sweep.Axes.Select((axis, index) => (axis.Path, Value: axis.Values[trial.Choices[index]])).Aggregate((ConfigNode)tree, (node, choice) => ConfigOverride.Set(node, choice.Path, choice.Value));
            if (trial.Seed is { } seed)
            {
                var map = (ConfigMap)expected;
                expected = map with { Entries = [.. map.Entries.Select(entry => entry.Key == "seeds" ? entry with { Key = "seed", Value = new ConfigScalar(At, $"{seed}") } : entry)] };
            }

            return Show(trial.Root) == Show(expected);
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_first_grid_varies_slowest_and_the_seeds_fastest()
    {
        var sweep = Find("{model: {lr: {grid: [0.1, 0.2]}, rl: {gamma: {grid: [0.9, 0.5]}}}, seeds: [7, 8]}");

        Assert.Equal(
            [
                "lr=0.1, gamma=0.9, seed 7", "lr=0.1, gamma=0.9, seed 8", "lr=0.1, gamma=0.5, seed 7", "lr=0.1, gamma=0.5, seed 8",
                "lr=0.2, gamma=0.9, seed 7", "lr=0.2, gamma=0.9, seed 8", "lr=0.2, gamma=0.5, seed 7", "lr=0.2, gamma=0.5, seed 8",
            ],
            sweep.Trials.Select(trial => trial.Label));
        Assert.Equal(["model.lr", "model.rl.gamma"], sweep.Axes.Select(axis => axis.Path));
    }

    [Fact]
    public void Axes_of_the_same_key_are_told_apart_by_more_of_their_paths() =>
        Assert.Equal(["actor.lr", "critic.lr", "sizes[0]"], Find("{actor: {lr: {grid: [1]}}, critic: {lr: {grid: [1]}}, net: {sizes: [{grid: [1]}]}}").Axes.Select(axis => axis.Name));

    [Fact]
    public void Seeds_alone_are_one_setting() =>
        Assert.Equal([("as written", 3UL), ("as written", 1UL)], Find("{seeds: [3, 1]}").Trials.Select(trial => (trial.Setting, trial.Seed!.Value)));

    [Fact]
    public void A_value_may_be_a_list_or_a_map() =>
        Assert.Equal(["sizes=[64, 32]", "sizes=[8]", "sizes={a: 1}"], Find("{sizes: {grid: [[64, 32], [8], {a: 1}]}}").Trials.Select(trial => trial.Setting));

    [Fact]
    public void A_node_that_stands_in_two_places_takes_the_same_value_in_both()
    {
        var grid = FlowText.Parse("{grid: [1, 2]}");
        var root = new ConfigMap(At, [new("a", At, grid), new("b", At, grid)]);

        Assert.Equal(["{a: 1, b: 1}", "{a: 2, b: 2}"], ConfigSweep.Find(root)!.Trials.Select(trial => Show(trial.Root)));
    }

    [Theory]
    [InlineData("{seed: 1, lr: 0.1}")]
    [InlineData("{metric_reward_values: {grid: 1}}")]
    [InlineData("{metric_reward_values: {grid: [1], other: 2}}")]
    [InlineData("[1, 2]")]
    [InlineData("\"x\"")]
    public void What_lists_nothing_is_no_sweep(string text) => Assert.Null(ConfigSweep.Find(FlowText.Parse(text)));

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var error = Assert.Throws<ConfigException>(() => Find("{a: {grid: []}, b: {grid: [1, 1]}, c: {grid: [{d: {grid: [1]}}]}, experiment_name: {grid: [x]}, seed: 1, seeds: [1, x, 1]}"));

        Assert.Equal(
            [
                "x.yaml:1:5: the grid of a is empty; one or more values are wanted, for example {grid: [0.01, 0.001]}",
                "x.yaml:1:31: the grid of b lists 1 twice",
                "x.yaml:1:51: the grid of c holds another grid; list its values in one",
                "x.yaml:1:84: experiment_name names the whole sweep; its trials are named by their settings",
                "x.yaml:1:97: seed and seeds (at x.yaml:1:106) exclude each other; choose one",
                "x.yaml:1:117: a seed is a whole number, 0 or more; x is none",
                "x.yaml:1:120: seed 1 is listed twice",
            ],
            error.Problems.Select(problem => problem.ToString()));
    }

    [Theory]
    [InlineData("{seed: {grid: [1, 2]}}", "list them with 'seeds: [1, 2, 3]'")]
    [InlineData("{seeds: 3}", "seeds wants a list of one or more seeds")]
    [InlineData("{seeds: []}", "seeds wants a list of one or more seeds")]
    [InlineData("{seeds: {grid: [1]}}", "seeds wants a list of one or more seeds")]
    [InlineData("{seeds: [1], seeds: [2]}", "seeds is given twice")]
    [InlineData("{seeds: [-1]}", "a seed is a whole number")]
    public void What_makes_no_sweep_is_refused(string text, string error) =>
        Assert.Contains(error, Assert.Throws<ConfigException>(() => Find(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Too_many_trials_are_counted_and_refused()
    {
        var ten = $"{{grid: [{string.Join(", ", Enumerable.Range(0, 10))}]}}";

        Assert.Equal(1000, Find($"{{a: {ten}, b: {ten}, c: {ten}}}").Trials.Length);
        Assert.Contains("make 10000 trials; at most 1000", Assert.Throws<ConfigException>(() => Find($"{{a: {ten}, b: {ten}, c: {ten}, d: {ten}}}")).Message, StringComparison.Ordinal);
    }

    private static ConfigSweep Find(string text) => ConfigSweep.Find(FlowText.Parse(text))!;

    // Grids at the top level, in maps of maps and in lists, with other keys between.
    private static ConfigMap Tree(int[] sizes, int seeds)
    {
        var entries = ImmutableArray.CreateBuilder<ConfigEntry>();
        entries.Add(new("before", At, new ConfigScalar(At, "1")));
        foreach (var (size, index) in sizes.Select((size, index) => (size, index)))
        {
            ConfigNode grid = Map("grid", new ConfigList(At, [.. Enumerable.Range(0, size).Select(value => (ConfigNode)new ConfigScalar(At, $"v{value}"))]));
            entries.Add(new($"key{index}", At, (index % 3) switch
            {
                0 => grid,
                1 => Map("deep", Map("deeper", grid)),
                _ => new ConfigList(At, [new ConfigScalar(At, "first"), grid]),
            }));
        }

        if (seeds > 0)
        {
            entries.Add(new("seeds", At, new ConfigList(At, [.. Enumerable.Range(1, seeds).Select(seed => (ConfigNode)new ConfigScalar(At, $"{seed}"))])));
        }

        return new(At, entries.ToImmutable());
    }

    private static ConfigMap Map(string key, ConfigNode value) => new(At, [new(key, At, value)]);

    private static string Show(ConfigNode node) => node switch
    {
        ConfigMap map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{entry.Key}: {Show(entry.Value)}"))}}}",
        ConfigList list => $"[{string.Join(", ", list.Items.Select(Show))}]",
        _ => ((ConfigScalar)node).Text,
    };
}
