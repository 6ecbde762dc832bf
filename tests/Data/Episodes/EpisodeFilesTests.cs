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
        Assert.True(table.Truncated[table.Count - 1]);
        Assert.Equal("", table.Action[table.Count - 1]);
    }

    [Fact]
    public void Collectors_do_not_share_episode_ids_or_random_numbers()
    {
        var world = EnvironmentCatalog.BuiltIn.Create("CartPole-v0");
        var tables = Enumerable.Range(0, 3).Select(index =>
            new EpisodeCollector(world, new UniformPolicy(world.Description.Actions), 7, index, 3).Collect(100, _ => { }, CancellationToken.None).Table).ToArray();

        Assert.Equal(tables.Sum(table => table.MdpId.Values.ToArray().Distinct().Count()), tables.SelectMany(table => table.MdpId.Values.ToArray()).Distinct().Count());
        Assert.False(tables[0].State.SameRow(0, tables[1].State, 0));
    }
}
