using Orleans.Runtime;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;
using ReAgent.Grains.Experiments;
using Xunit;

namespace ReAgent.Silo.Tests;

public sealed class LimitsTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private RunningSilo _silo = null!;
    private RunningClient _client = null!;

    public async Task InitializeAsync()
    {
        _silo = await RunningSilo.Start("--data-root", _folder.At("data"), "--max-message-mb", "1");
        _client = await _silo.Connect();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _silo.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private IExperimentGrain Experiment => _client.Cluster.GetGrain<IExperimentGrain>("limits");

    [Fact]
    public async Task A_message_beyond_the_limit_is_refused_and_the_silo_goes_on()
    {
        Task Start(int length) => Experiment.Start(new ExperimentSpec("limits", "out", new string('x', length)), CancellationToken.None);

        // What is within the limit gets as far as the experiment, whatever that makes of it.
        Assert.IsNotType<SiloUnavailableException>(await Record.ExceptionAsync(() => Start(1 << 19)));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => Start(2 << 20));

        await using var another = await _silo.Connect();
        Assert.NotNull(await another.Cluster.GetGrain<IExperimentGrain>("other").Status());
    }

    [Theory]
    [InlineData("../out", "")]
    [InlineData("/out", "")]
    [InlineData("out", "a/../../b")]
    public async Task A_folder_outside_the_data_root_is_refused(string folder, string relativeTo) => Assert.Contains(
        "leaves the data root",
        (await Assert.ThrowsAsync<InvalidOperationException>(
            () => Experiment.Start(new ExperimentSpec("limits", folder, "{}", Base: relativeTo), CancellationToken.None))).Message);

    [Theory]
    [InlineData("../secret.parquet")]
    [InlineData("logs/../../*.parquet")]
    [InlineData("/etc/passwd")]
    [InlineData("{..,logs}/*.parquet")]
    [InlineData("link/*.parquet")]
    [InlineData("link.parquet")]
    [InlineData("**/*.parquet")]
    public async Task Logs_outside_the_data_root_are_not_read(string pattern)
    {
        var secret = _folder.Write("secret.parquet", "nobody's business");
        Directory.CreateSymbolicLink(_folder.At("data/link"), _folder.FullPath);
        File.CreateSymbolicLink(_folder.At("data/link.parquet"), secret);
        var json = """{"episodes": ["PATTERN"], "model": {"DiscreteDQN": {"trainer_param": {"actions": ["0", "1"]}}}}""".Replace("PATTERN", pattern, StringComparison.Ordinal);
        var configs = new ExperimentConfigReader();
        var spec = new ExperimentSpec("limits", "out", configs.Write(configs.Bind(ConfigJson.Parse(json)).Require()));

        var status = await Experiment.Start(spec, CancellationToken.None);
        await foreach (var later in Experiment.Watch(status.Version, CancellationToken.None))
        {
            status = later;
        }

        Assert.Equal(ExperimentState.Failed, status.State);
        Assert.Contains("the data root", status.Failure);
    }
}
