using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.TestingHost;
using ReAgent.Contracts.Security;
using ReAgent.Silo.Security;
using Xunit;

namespace ReAgent.Silo.Tests.Security;

public sealed class CallerAuthorizationTests : IAsyncLifetime, IDisposable
{
    private static readonly (Role Role, string Token)[] Tokens =
        [(Role.Viewer, "viewer's token"), (Role.Operator, "operator's token"), (Role.Administrator, "administrator's token")];

    private readonly TempFolder _folder = new();
    private readonly LogRecorder<CallerAuthorization> _log = new();
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var file = _folder.Write("tokens", string.Join('\n', Tokens.Select(entry => $"{entry.Role} {TokenTableTests.Checksum(entry.Token)} the {entry.Role}")));
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(new CallerRegister(file, new ManualClock(), new LogRecorder<CallerRegister>()));
            silo.Services.AddSingleton<ILogger<CallerAuthorization>>(_log);
            AuthorizationOnceDeployed.Use(silo);
        });
        _cluster = builder.Build();
        await AuthorizationOnceDeployed.Deploy(_cluster);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private IGuardedGrain Grain => _cluster.Client.GetGrain<IGuardedGrain>("experiment-1");

    // The context flows with the test's own calls, as it does when a client's filter sets it.
    private static void ComeAs(string? role)
    {
        RequestContext.Clear();
        if (role is not null)
        {
            RequestContext.Set(CallerToken.ContextKey, Tokens.FirstOrDefault(entry => entry.Role.ToString() == role).Token ?? role);
        }
    }

    private static Task<UnauthorizedAccessException> Refused(Func<Task> call) => Assert.ThrowsAsync<UnauthorizedAccessException>(call);

    [Fact]
    public async Task A_call_without_a_token_is_refused_with_the_role_that_it_needs()
    {
        ComeAs(null);

        var refusal = await Refused(() => Grain.Look());

        Assert.Equal("IGuardedGrain.Look needs the role viewer, and the call came without a token: set REAGENT_TOKEN.", refusal.Message);
    }

    [Fact]
    public async Task A_wrong_token_is_refused_and_never_logged()
    {
        ComeAs("guess");

        Assert.Contains("the token is not known to the cluster", (await Refused(() => Grain.Look())).Message);
        var entry = Assert.Single(_log.Entries);
        Assert.Equal((2022, LogLevel.Warning), (entry.Event, entry.Level));
        Assert.Contains("experiment-1", entry.Message);
        Assert.DoesNotContain("guess", entry.Message);
    }

    [Fact]
    public async Task Each_role_may_do_its_own_and_what_those_before_it_may()
    {
        Func<Task>[] calls = [() => Grain.Look(), () => Grain.Start(), () => Grain.Delete()];
        foreach (var (role, _) in Tokens)
        {
            ComeAs(role.ToString());
            for (var needed = Role.Viewer; needed <= Role.Administrator; needed++)
            {
                if (role >= needed)
                {
                    await calls[(int)needed]();
                }
                else
                {
                    Assert.Contains(
                        $"needs the role {needed.ToString().ToLowerInvariant()}; the {role} has the role {role.ToString().ToLowerInvariant()}.",
                        (await Refused(calls[(int)needed])).Message);
                }
            }
        }
    }

    [Fact]
    public async Task What_no_role_opens_is_closed_to_everybody_outside()
    {
        ComeAs("Administrator");

        Assert.Equal("IGuardedGrain.Inside is not for callers from outside the cluster.", (await Refused(() => Grain.Inside())).Message);
        await Refused(() => _cluster.Client.GetGrain<IClosedGrain>("a").Look());
        Assert.Equal("seen", await _cluster.Client.GetGrain<IOpenGrain>("a").Look());
    }

    [Fact]
    public async Task Grains_call_each_other_freely_and_never_see_the_token()
    {
        ComeAs("Viewer");

        Assert.True(await Grain.ReachesInside("other"));
        Assert.False(await Grain.SeesToken());
    }

    [Fact]
    public async Task What_runs_in_a_silo_is_trusted()
    {
        ComeAs(null);
        var inside = _cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IGuardedGrain>("a");

        await inside.Inside();
        await inside.Delete();
    }

    [Fact]
    public async Task The_right_to_pull_a_sequence_is_the_right_to_call_its_method()
    {
        ComeAs("Operator");
        var numbers = new List<int>();
        await foreach (var number in Grain.Count(500, CancellationToken.None))
        {
            numbers.Add(number);
        }

        Assert.Equal(500, numbers.Count);
        ComeAs("Viewer");
        Assert.Contains("IGuardedGrain.Count needs the role operator", (await Refused(First)).Message);
        ComeAs(null);
        await Refused(First);

        async Task First() => await Grain.Count(1, CancellationToken.None).GetAsyncEnumerator().MoveNextAsync();
    }

    [Fact]
    public async Task A_sequence_that_someone_else_began_cannot_be_pulled_on_without_the_right()
    {
        ComeAs("Operator");
        await using var numbers = Grain.Count(500, CancellationToken.None).WithBatchSize(1).GetAsyncEnumerator();
        Assert.True(await numbers.MoveNextAsync());

        ComeAs("Viewer");
        await Refused(async () => await numbers.MoveNextAsync());
        ComeAs("Operator");
    }

    [Fact]
    public async Task Orleans_own_interfaces_are_closed_except_for_looking_at_the_cluster()
    {
        ComeAs("Viewer");
        var management = _cluster.Client.GetGrain<IManagementGrain>(0);

        Assert.Single(await management.GetHosts());
        ComeAs("Administrator");
        await Refused(() => management.ForceActivationCollection(TimeSpan.Zero));
        ComeAs(null);
        await Refused(() => management.GetHosts());
    }

    [Fact]
    public async Task What_was_allowed_beyond_looking_is_on_record()
    {
        ComeAs("Operator");
        await Grain.Start();
        await Grain.Look();

        Assert.Equal(
            [(2020, LogLevel.Information), (2021, LogLevel.Debug)], _log.Entries.Select(entry => (entry.Event, entry.Level)));
        Assert.StartsWith("the Operator calls IGuardedGrain.Start of ", _log.Entries[0].Message);
    }

    [Fact]
    public async Task A_clients_filter_sends_its_token_with_every_call()
    {
        ComeAs(null);
        var builder = new InProcessTestClusterBuilder(1);
        var file = _folder.Write("one", $"operator {TokenTableTests.Checksum("t")}");
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(new CallerRegister(file, new ManualClock(), new LogRecorder<CallerRegister>()));
            AuthorizationOnceDeployed.Use(silo);
        });
        builder.ConfigureClient(client => CallerTokenSender.Use(client, "t"));
        await using var cluster = builder.Build();
        await AuthorizationOnceDeployed.Deploy(cluster);
        var grain = cluster.Client.GetGrain<IGuardedGrain>("a");

        await grain.Start();
        await foreach (var _ in grain.Count(3, CancellationToken.None))
        {
        }

        await Refused(() => grain.Delete());
        Assert.Null(RequestContext.Get(CallerToken.ContextKey));
    }
}
