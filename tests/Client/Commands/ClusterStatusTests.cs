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

    // The bench's clock stands at noon of the day after.
    private static readonly DateTime Started = new(2026, 3, 2, 10, 58, 0, DateTimeKind.Utc);

    public ClusterStatusTests() => _bench.Cluster = new ScriptedCluster
    {
        Management = ScriptedManagement.Of(
            new MembershipEntry { SiloAddress = Second, SiloName = "silo-10", Status = SiloStatus.ShuttingDown },
            new MembershipEntry { SiloAddress = First, SiloName = "silo-9", Status = SiloStatus.Active, ProxyPort = 30000, StartTime = Started, IAmAliveTime = Started.AddSeconds(3718.5) },
            new MembershipEntry { SiloAddress = Gone, SiloName = "silo-9", Status = SiloStatus.Dead, ProxyPort = 30000, StartTime = Started.AddHours(-2), IAmAliveTime = Started.AddHours(-1) }),
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
            silo     status                 up  last seen  address          clients  roles         devices  busy  workers  grains  memory  cpu
            silo-9   active         1 h 02 min  1.5 s ago  127.0.0.1:11111    30000  data,trainer  cuda:0      1        4       -       -    -
            silo-10  shutting_down           -          -  127.0.0.1:11112        -  -             -           -        -       -       -    -

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

    [Fact]
    public async Task Times_of_start_and_of_the_last_sign_of_life_are_given_and_how_long_ago_they_are()
    {
        await _bench.Invoke("cluster", "status", "--cluster", "10.0.0.7", "--all", "--json");

        var silos = JsonNode.Parse(_bench.Output)!["silos"]!.AsArray();
        Assert.Equal(
            [
                // A silo that is gone was up until it was last seen.
                ("2026-03-02T08:58:00.000Z", 3600.0, "2026-03-02T09:58:00.000Z", 7320.0),
                ("2026-03-02T10:58:00.000Z", 3720.0, "2026-03-02T11:59:58.500Z", 1.5),
                (null, null, null, null),
            ],
            silos.Select(silo => ((string?)silo!["started"], (double?)silo["uptime_seconds"], (string?)silo["last_seen"], (double?)silo["lease_age_seconds"])));
    }

    [Fact]
    public async Task A_silo_whose_clock_is_ahead_was_seen_just_now()
    {
        _bench.Cluster = new ScriptedCluster
        {
            Management = ScriptedManagement.Of(
                new MembershipEntry { SiloAddress = First, SiloName = "silo-9", Status = SiloStatus.ShuttingDown, StartTime = Started, IAmAliveTime = Started.AddDays(1) }),
        };

        await _bench.Invoke("cluster", "status", "--cluster", "10.0.0.7", "--json");

        Assert.Equal(0, (double?)JsonNode.Parse(_bench.Output)!["silos"]![0]!["lease_age_seconds"]);
    }

    public void Dispose() => _bench.Dispose();
}
