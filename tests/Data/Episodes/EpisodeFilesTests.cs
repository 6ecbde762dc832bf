using ReAgent.Data.Episodes;
using ReAgent.Data.Tests.Timelines;
using ReAgent.Data.Timelines;
using ReAgent.Environments.Behavior;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Data.Tests.Episodes;

public sealed class EpisodeFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-episodes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static EpisodeTable Collect(string environment, int transitions, ulong seed = 7)
    {
        var world = EnvironmentCatalog.BuiltIn.Create(environment);
        return new EpisodeCollector(world, new UniformPolicy(world.Description.Actions), seed, 0, 1).Collect(transitions, _ => { }, CancellationToken.None).Table;
    }

    [Theory]
    [InlineData("CartPole-v0")]
    [InlineData("Pendulum-v0")]
    public async Task Every_column_survives_the_file(string environment)
    {
        var table = Collect(environment, 500);
        var path = Path.Combine(_folder, "part.parquet");

        await EpisodeFiles.Write(path, table);
        var read = await EpisodeFiles.Read(path, MdpRange.All);

        Assert.Equal(table.Count, read.Count);
        Assert.Equal(table.MdpId, read.MdpId);
        Assert.Equal(table.SequenceNumber, read.SequenceNumber);
        Assert.Equal(table.Action, read.Action);
        Assert.Equal(table.ActionProbability, read.ActionProbability);
        Assert.Equal(table.Reward, read.Reward);
        Assert.Equal(table.Truncated, read.Truncated);
        for (var row = 0; row < table.Count; row++)
        {
            Assert.True(table.State.SameRow(row, read.State, row));
            Assert.True(table.Metrics.SameRow(row, read.Metrics, row));
            Assert.Equal(table.PossibleActions.Items(row).ToArray(), read.PossibleActions.Items(row).ToArray());
        }

        if (table.ActionKind == ActionKind.Parametric)
        {
            Assert.All(Enumerable.Range(0, table.Count), row => Assert.True(table.ActionFeatures.SameRow(row, read.ActionFeatures, row)));
        }
    }

    [Fact]
    public async Task The_same_rows_give_the_same_bytes()
    {
        await EpisodeFiles.Write(Path.Combine(_folder, "a.parquet"), Collect("CartPole-v0", 300));
        await EpisodeFiles.Write(Path.Combine(_folder, "b.parquet"), Collect("CartPole-v0", 300));
        await EpisodeFiles.Write(Path.Combine(_folder, "c.parquet"), Collect("CartPole-v0", 300, seed: 8));

        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "a.parquet")), File.ReadAllBytes(Path.Combine(_folder, "b.parquet")));
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(_folder, "a.parquet")), File.ReadAllBytes(Path.Combine(_folder, "c.parquet")));
    }

    [Fact]
    public async Task Ranges_of_the_hash_partition_the_rows()
    {
        var table = Collect("CartPole-v0", 500);
        var path = Path.Combine(_folder, "part.parquet");
        await EpisodeFiles.Write(path, table);

        var parts = new List<EpisodeTable>();
        for (var index = 0; index < 3; index++)
        {
            parts.Add(await EpisodeFiles.Read(path, new MdpRange(index, 3)));
        }

        Assert.Equal(table.Count, parts.Sum(part => part.Count));
        Assert.All(parts, part => Assert.NotEqual(0, part.Count));
        Assert.Equal(table.MdpId.Distinct().Count(), parts.Sum(part => part.MdpId.Distinct().Count()));
    }

    [Fact]
    public async Task A_timeline_survives_its_file()
    {
        var table = Collect("CartPole-v0", 400);
        var timeline = TimelineBuilder.Build(table, new TimelineOptions());
        var path = Path.Combine(_folder, "timeline.parquet");

        await TimelineFiles.Write(path, timeline);
        var read = await TimelineFiles.Read(path).SingleAsync();

        Assert.Equal(timeline.Pairs.Count, read.Count);
        for (var row = 0; row < read.Count; row++)
        {
            var pair = timeline.Pairs[row];
            Assert.Equal(table.MdpId[pair.Row], read.MdpId[row]);
            Assert.Equal(table.Action[pair.Row], read.Action[row]);
            Assert.Equal(pair.Next < 0 ? "" : table.Action[pair.Next], read.NextAction[row]);
            Assert.True(table.State.SameRow(pair.Row, read.State, row));
            Assert.Equal(pair.Next < 0 ? 0 : table.State.Length(pair.Next), read.NextState.Length(row));
            Assert.Equal(pair.TimeDiff, read.TimeDiff[row]);
            Assert.Equal(pair.NotTerminal, read.NotTerminal[row]);
        }
    }

    [Fact]
    public async Task A_file_without_a_needed_column_is_refused_with_its_name_and_what_it_has()
    {
        var path = Path.Combine(_folder, "episodes.parquet");
        await EpisodeFiles.Write(path, new LoggedRows().Decision("m", 1, "x").Table);

        var error = await Assert.ThrowsAsync<InvalidDataException>(async () => await TimelineFiles.Read(path).SingleAsync());

        Assert.Contains("next_state_features", error.Message, StringComparison.Ordinal);
        Assert.Contains("episodes.parquet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exactly_the_asked_number_of_transitions_is_logged_and_the_last_episode_is_cut_off()
    {
        var table = Collect("CartPole-v0", 333);

        Assert.Equal(333, Enumerable.Range(0, table.Count).Count(table.HasAction));
        Assert.True(table.Truncated[^1]);
        Assert.Equal("", table.Action[^1]);
    }

    [Fact]
    public void Collectors_do_not_share_episode_ids_or_random_numbers()
    {
        var world = EnvironmentCatalog.BuiltIn.Create("CartPole-v0");
        var tables = Enumerable.Range(0, 3).Select(index =>
            new EpisodeCollector(world, new UniformPolicy(world.Description.Actions), 7, index, 3).Collect(100, _ => { }, CancellationToken.None).Table).ToArray();

        Assert.Equal(tables.Sum(table => table.MdpId.Distinct().Count()), tables.SelectMany(table => table.MdpId).Distinct().Count());
        Assert.False(tables[0].State.SameRow(0, tables[1].State, 0));
    }
}
