using System.Net;
using System.Text.Json.Nodes;
using Orleans;
using Orleans.Runtime;
using ReAgent.Client.Commands;
using ReAgent.Client.Tests.Experiments;
using ReAgent.Contracts.Scheduling;
using Xunit;

namespace ReAgent.Client.Tests.Commands;

public sealed class ClusterStatusTests : IDisposable
{
    private static readonly SiloAddress First = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11111), 7);
    private static readonly SiloAddress Second = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11112), 8);
    private static readonly SiloAddress Gone = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11111), 6);

    private readonly TestBench _bench = new();

    public ClusterStatusTests() => _bench.Cluster = new ScriptedCluster
    {
        Management = new ScriptedManagement(
            new MembershipEntry { SiloAddress = Second, SiloName = "silo-10", Status = SiloStatus.ShuttingDown },
            new MembershipEntry { SiloAddress = First, SiloName = "silo-9", Status = SiloStatus.Active, ProxyPort = 30000 },
            new MembershipEntry { SiloAddress = Gone, SiloName = "silo-9", Status = SiloStatus.Dead, ProxyPort = 30000 }),
        Written = new ClusterLoad(
            [new SiloLoad("silo-9", First.ToString(), ["data", "trainer"], ["cuda:0"], 4, ["pole/train/1"])],
            [new ExperimentLoad("pole", 2, 1, 3)]),
    };

    [Fact]
    public async Task Silos_places_and_queue_are_shown_even_when_a_silo_does_not_answer()
    {
        Assert.Equal(ExitCode.Success, await _bench.Invoke("cluster", "status", "--cluster", "10.0.0.7"));
        Assert.Equal(
            """
            silo     status         address          clients  roles         devices  busy  workers  grains  memory  cpu
            silo-9   active         127.0.0.1:11111    30000  data,trainer  cuda:0      1        4       -       -    -
            silo-10  shutting_down  127.0.0.1:11112        -  -             -           -        -       -       -    -

            grains: 5 EpisodeCollectorGrain, 1 TrainerGrain

            experiment  priority  holding  waiting
            pole               2        1        3
            1 of 4 places are in use; 3 pieces of work wait.

            """,
            _bench.Output);
    }

    [Fact]
    public async Task Silos_that_are_gone_are_shown_when_asked_for()
    {
        Assert.Equal(ExitCode.Success, await _bench.Invoke("cluster", "status", "--cluster", "10.0.0.7", "--all", "--json"));

        var status = JsonNode.Parse(_bench.Output)!;
        Assert.Equal(["dead", "active", "shutting_down"], status["silos"]!.AsArray().Select(silo => (string?)silo!["status"]));
        Assert.Equal(3, (int)status["waiting"]!);
    }

    public void Dispose() => _bench.Dispose();
}
