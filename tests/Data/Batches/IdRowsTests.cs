using System.Globalization;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using ReAgent.Data.Episodes;
using ReAgent.Data.Features;
using ReAgent.Data.Tests.Timelines;
using ReAgent.Data.Timelines;
using ReAgent.Environments;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Behavior;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Data.Tests.Batches;

/// <summary>Lists of ids on their whole way: from an environment through log and timeline into rows.</summary>
public sealed class IdRowsTests
{
    private static readonly NormalizationParameters Plain = new() { Type = FeatureType.DoNotPreprocess };

    private static TransitionEncoding Encoding(params IdBag[] bags) => new(
        new FeatureTransform(new FeatureLayout(Enumerable.Range(0, 5).ToDictionary(feature => (long)feature, _ => Plain))), ["0", "1", "2", "3", "4", "5"], null, [])
    {
        Ids = new IdEncoding(
            [
                new IdTable(5, IdMapping.Listed, false, [.. Enumerable.Range(1_000_000, 5).Select(id => (long)id)]),
                new IdTable(4, IdMapping.Listed, false, [.. Enumerable.Range(1_500_000, 4).Select(id => (long)id)]),
            ],
            [.. bags]),
    };

    private static readonly IdBag Legal = new(100, HasScores: false, 0);
    private static readonly IdBag Changes = new(1000, HasScores: true, 1);

    private static EpisodeTable Collect(string environment)
    {
        var world = EnvironmentCatalog.BuiltIn.Create(environment);
        return new EpisodeCollector(world, new UniformPolicy(world.Description.Actions), seed: 7, index: 0, count: 1).Collect(60, _ => { }, CancellationToken.None).Table;
    }

    [Fact]
    public async Task Rows_of_a_log_are_what_the_environment_showed()
    {
        var table = Collect("ChangingArms-v0");
        using var job = await TimelineJob.Run(table, new TimelineOptions { Shards = 1 });
        var encoding = Encoding(Legal, Changes);
        var reader = new TransitionReader(encoding);
        var parts = new List<LoadedTransitions>();
        await foreach (var (_, part) in reader.Read(job.Parts, [EpisodeSplit.Training(1)]))
        {
            parts.Add(part);
        }

        var loaded = Assert.Single(parts);
        var rows = loaded.Rows;
        Assert.Equal((60, 14), (rows.Count, rows.StateWidth));
        // Each of the 60 states has the change of the fifth arm, which has no row in its table.
        Assert.Equal(60, reader.UnknownIds);
        for (var row = 0; row < rows.Count;)
        {
            // Every episode is played again: what is shown then is what the rows hold.
            var environment = EnvironmentCatalog.BuiltIn.Create("ChangingArms-v0");
            var encoder = new ObservationEncoder(encoding, environment.Description);
            var (observation, state) = (new double[15], new float[14]);
            var id = loaded.EpisodeIds[rows.Episode[row]];
            var random = new RandomStream(7, "collect/0", long.Parse(id, CultureInfo.InvariantCulture));
            environment.Reset(random, observation);
            for (var first = rows.Episode[row]; row < rows.Count && rows.Episode[row] == first; row++)
            {
                encoder.Encode(observation, state);
                Assert.Equal(state, rows.State[(row * 14)..((row + 1) * 14)]);
                Assert.Equal(observation[5..10].Select(legal => (float)legal), state[5..10]);
                Assert.Equal([-10, -10, -10, -10], state[10..]);
                // A choice of the random policy precedes each step; it is drawn from the same stream.
                new UniformPolicy(environment.Description.Actions).Choose(observation, [true, true, true, true, true, true], random, []);
                environment.Step(EnvironmentAction.Discrete(rows.Action[row]), observation);
                if (rows.NotTerminal[row] != 0)
                {
                    encoder.Encode(observation, state);
                    Assert.Equal(state, rows.NextState[(row * 14)..((row + 1) * 14)]);
                }
                else
                {
                    Assert.All(rows.NextState[(row * 14)..((row + 1) * 14)], value => Assert.Equal(0, value));
                }
            }
        }
    }

    [Fact]
    public async Task A_timeline_without_the_column_says_which_one_is_missing()
    {
        using var job = await TimelineJob.Run(Collect("CartPole-v0"), new TimelineOptions { Shards = 1 });
        var error = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var _ in new TransitionReader(Encoding(Legal)).Read(job.Parts, [EpisodeSplit.Training(1)]))
            {
            }
        });

        Assert.Contains("'state_id_list_features'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_environment_that_does_not_show_the_ids_is_refused()
    {
        var cartPole = EnvironmentCatalog.BuiltIn.Create("CartPole-v0").Description;
        var arms = EnvironmentCatalog.BuiltIn.Create("ChangingArms-v0").Description;

        Assert.Contains("shows no id lists", Refusal(Legal, cartPole), StringComparison.Ordinal);
        Assert.Contains("feature 1000, which ChangingArms-v0 does not show", Refusal(Changes with { HasScores = false }, arms), StringComparison.Ordinal);

        static string Refusal(IdBag bag, EnvironmentDescription environment) =>
            Assert.Throws<ArgumentException>(() => new ObservationEncoder(Encoding(bag), environment)).Message;
    }

    [Fact]
    public void Whatever_changes_a_bag_changes_the_fingerprint()
    {
        var one = Encoding(Legal, Changes);
        var ids = one.Ids!;
        TransitionEncoding[] different =
        [
            one, one with { Ids = null }, Encoding(Changes, Legal), Encoding(Legal), Encoding(Legal with { HasScores = true }), Encoding(Legal with { Table = 1 }),
            one with { Ids = ids with { Tables = [ids.Tables[0] with { Mean = true }, ids.Tables[1]] } },
            one with { Ids = ids with { Tables = [ids.Tables[0] with { Ids = [4, 3, 2, 1, 0] }, ids.Tables[1]] } },
            one with { Ids = ids with { Tables = [ids.Tables[0] with { Mapping = IdMapping.Hashed }, ids.Tables[1]] } },
        ];

        Assert.Equal(different.Length, different.Select(encoding => encoding.Fingerprint).Distinct().Count());
        Assert.Equal(one.Fingerprint, Encoding(Legal, Changes).Fingerprint);
    }
}
