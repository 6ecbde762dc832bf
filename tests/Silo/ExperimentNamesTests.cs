using Microsoft.Data.Sqlite;
using ReAgent.Contracts.Experiments;
using Xunit;

namespace ReAgent.Silo.Tests;

public sealed class ExperimentNamesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_experiment_whose_name_is_anothers_number_is_refused_and_leaves_it_alone()
    {
        await using var silo = await RunningSilo.Start(
            "--data-root", _folder.At("data"), "--database-kind", "sqlite", "--database", $"Data Source={_folder.At("cluster.db")}");
        await using var client = await silo.Connect();
        IExperimentGrain Grain(string name) => client.Cluster.GetGrain<IExperimentGrain>(name);
        await Grain("1f").Start(new ExperimentSpec("1f", "outputs/first", "{}"), CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Grain("01F").Start(new ExperimentSpec("01F", "outputs/second", "{}"), CancellationToken.None));

        Assert.Contains("'1f'", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Grain("01F").Delete());
        Assert.Equal("outputs/first", (await Grain("1f").Status()).Spec?.Folder);
        Assert.Equal(ExperimentState.Unknown, (await Grain("1g").Status()).State);
        Assert.Equal(ExperimentState.Unknown, (await Grain("2f").Status()).State);
    }
}
