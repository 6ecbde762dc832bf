using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ReAgent.Client.Clusters.Local;
using ReAgent.Client.Commands;
using ReAgent.Client.Tests.Experiments;
using ReAgent.Contracts.Experiments;
using Xunit;

namespace ReAgent.Client.Tests.Commands;

public sealed class ClusterRunTests : IDisposable
{
    private readonly TestBench _bench = new();
    private readonly ScriptedExperiment _experiment;

    public ClusterRunTests()
    {
        _experiment = new ScriptedExperiment(_bench.Time) { Outlives = true };
        _bench.Cluster = new ScriptedCluster { Management = ScriptedManagement.Of() }.With("cartpole", ExperimentState.Running, _experiment);
    }

    [Fact]
    public async Task A_run_on_a_cluster_has_paths_relative_to_the_clusters_data_root()
    {
        _experiment.Finishes();

        Assert.Equal(ExitCode.Success, await _bench.Invoke("run", _bench.File("{}"), "--cluster", "10.0.0.7:4000,127.0.0.1", "--cluster-id", "north", "--out", "some/where", "--priority", "3"));

        Assert.Equal(("some/where", "", 3), (_experiment.Spec!.Folder, _experiment.Spec.Base, _experiment.Spec.Priority));
        Assert.Equal("10.0.0.7:4000, 127.0.0.1:30000", _bench.Target!.Text);
        Assert.Equal("north", _bench.Target.ClusterId);
        Assert.Null(_bench.Experiment.Spec);
        Assert.Contains("cartpole: collect to publish in some/where (seed 1) on cluster 10.0.0.7:4000, 127.0.0.1:30000\n", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cluster_certificates_and_token_may_come_from_the_environment()
    {
        _experiment.Finishes();
        foreach (var (name, value) in ((string, string)[])[("REAGENT_CLUSTER", "10.0.0.7:4000"), ("REAGENT_TOKEN", "secret"), ("REAGENT_TLS_CERTIFICATE", "c"), ("REAGENT_TLS_KEY", "k"), ("REAGENT_TLS_AUTHORITY", "a")])
        {
            _bench.Variables[name] = value;
        }

        Assert.Equal(ExitCode.Success, await _bench.Invoke("train", _bench.File("{}")));

        Assert.Equal(("secret", "c", "k", "a"), (_bench.Target!.Token, _bench.Target.Tls!.Certificate, _bench.Target.Tls.Key, _bench.Target.Tls.Authority));
    }

    [Theory]
    [InlineData("--cluster 10.0.0.7:x: '10.0.0.7:x' has no port from 1 to 65535; ip:port is wanted, for example 127.0.0.1:30000", "--cluster", "10.0.0.7:x")]
    [InlineData("--workers: the silos of a cluster have their own number of workers; leave it out, or run in this process: --cluster none", "--cluster", "10.0.0.7:1", "--workers", "2")]
    [InlineData("--data-root: a cluster has its own data root, and all paths are relative to that; leave it out", "--cluster", "10.0.0.7:1", "--data-root", "/data")]
    [InlineData("--out /elsewhere: a folder relative to the cluster's data root is wanted", "--cluster", "10.0.0.7:1", "--out", "/elsewhere")]
    [InlineData("--out ../elsewhere: a folder relative to the cluster's data root is wanted", "--cluster", "10.0.0.7:1", "--out", "../elsewhere")]
    [InlineData("--tls-certificate: --tls-key and --tls-authority are wanted, too", "--cluster", "10.0.0.7:1", "--tls-certificate", "x.pem")]
    [InlineData("--detach: an experiment in this process ends with it; name a cluster with --cluster, or start one: reagent cluster up", "--detach")]
    public async Task What_does_not_go_together_is_refused(string error, params string[] options)
    {
        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke(["run", _bench.File("{}"), .. options]));
        Assert.Equal($"{error}\n1 error; nothing was done.\n", _bench.Errors);
    }

    [Fact]
    public async Task The_cluster_of_the_data_root_is_found_while_it_answers()
    {
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        gateway.Start();
        var endpoint = (IPEndPoint)gateway.LocalEndpoint;
        var folder = new ClusterFolder(_bench.Folder);
        Directory.CreateDirectory(folder.Path);
        folder.Announce("mine", [endpoint]);
        _experiment.Finishes();

        Assert.Equal(ExitCode.Success, await _bench.Invoke("run", _bench.File("{}"), "--data-root", _bench.Folder, "--out", Path.Combine(_bench.Folder, "here")));
        Assert.Equal(("mine", endpoint), (_bench.Target!.ClusterId, Assert.Single(_bench.Target.Gateways)));
        Assert.Equal("here", _experiment.Spec!.Folder);

        _bench.Experiment.Finishes();
        Assert.Equal(ExitCode.Success, await _bench.Invoke("run", _bench.File("{}"), "--data-root", _bench.Folder, "--cluster", "none"));
        Assert.NotNull(_bench.Experiment.Options);

        gateway.Stop();
        _bench.Experiment.Options = null;
        _bench.Experiment.Finishes();
        Assert.Equal(ExitCode.Success, await _bench.Invoke("run", _bench.File("{}"), "--data-root", _bench.Folder));
        Assert.NotNull(_bench.Experiment.Options);
    }

    [Fact]
    public async Task A_detached_run_is_started_and_left()
    {
        Assert.Equal(ExitCode.Success, await _bench.Invoke("run", _bench.File("{}"), "--cluster", "10.0.0.7", "--detach"));

        Assert.Equal("cartpole", _experiment.Spec!.Name);
        Assert.Empty(_experiment.WatchedAfter);
        Assert.EndsWith("Started. See it: reagent experiments watch cartpole. Stop it: reagent experiments cancel cartpole.\n", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_leaves_the_experiment_to_the_cluster()
    {
        _experiment.Begins(Stage.Train).Then(_bench.PressCtrlC).WaitsForCancel();

        Assert.Equal(ExitCode.Cancelled, await _bench.Invoke("run", _bench.File("{}"), "--cluster", "10.0.0.7"));

        Assert.False(_experiment.WasCancelled);
        Assert.EndsWith("No longer followed; the experiment goes on. See it: reagent experiments watch cartpole. Stop it: reagent experiments cancel cartpole.\n", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silos_that_are_lost_are_waited_for_and_versions_count_anew()
    {
        _experiment.Begins(Stage.Train);
        for (var loss = 0; loss < 20; loss++)
        {
            _experiment.LosesItsWatcher();
        }

        _experiment.Ends(Stage.Train, StageState.Done).Finishes();

        Assert.Equal(ExitCode.Success, await _bench.Invoke("train", _bench.File("{}"), "--cluster", "10.0.0.7"));

        Assert.Equal([0, .. Enumerable.Repeat(-1L, 20)], _experiment.WatchedAfter);
        Assert.Equal("Contact is lost (lost). The experiment goes on where silos are left, and is asked again until it answers.\nThe cluster answers again.\n", _bench.Errors);
    }

    [Fact]
    public async Task A_note_and_a_pause_are_shown()
    {
        _experiment.Begins(Stage.Train).Notes(Stage.Train, "2 pieces of work wait for a free place").Pauses().Then(() => { }).Resumes().Ends(Stage.Train, StageState.Done).Finishes();

        Assert.Equal(ExitCode.Success, await _bench.Invoke("train", _bench.File("{}"), "--cluster", "10.0.0.7"));

        Assert.Contains(
            """
            train      started
            train      0 rows; 2 pieces of work wait for a free place
            paused; 'reagent experiments resume' continues
            resumed
            train      done in 0.0 s

            """,
            _bench.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_notes_pauses_and_the_place()
    {
        _experiment.Begins(Stage.Train).Notes(Stage.Train, "it waits").Pauses().Resumes().Ends(Stage.Train, StageState.Done).Finishes();

        Assert.Equal(ExitCode.Success, await _bench.Invoke("train", _bench.File("{}"), "--cluster", "10.0.0.7", "--json"));

        var lines = _bench.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal(["started", "stage", "stage", "paused", "resumed", "stage", "finished"], lines.Select(line => (string?)line["event"]));
        Assert.Equal("cluster 10.0.0.7:30000", (string?)lines[0]["place"]);
        Assert.Equal("it waits", (string?)lines[2]["note"]);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_an_error()
    {
        _bench.Cluster = null;

        Assert.Equal(ExitCode.Failed, await _bench.Invoke("run", _bench.File("{}"), "--cluster", "10.0.0.7"));
        Assert.Equal("error: Nobody answers.\n", _bench.Errors);
    }

    public void Dispose() => _bench.Dispose();
}
