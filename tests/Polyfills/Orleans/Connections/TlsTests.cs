using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Hosting;
using Orleans.Runtime;
using ReAgent.Polyfills.Orleans.Tests.TestingHost;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Connections;

public sealed class TlsTests : IDisposable
{
    private readonly Certificates ours = new("ours");
    private readonly Certificates theirs = new("theirs");

    [Fact]
    public async Task Silos_and_clients_that_show_certificates_of_the_authority_talk()
    {
        await using var cluster = Secured();
        var first = await cluster.StartSilo();
        var second = await cluster.StartSilo();
        var client = await cluster.StartClient(Show("client", ours), ConnectedCluster.Gateway(first));
        await ConnectedCluster.On<IMortalGrain>(first, second, "far", grain => grain.Where());
        Assert.Equal(ConnectedCluster.Address(second), await ConnectedCluster.Grains(client).GetGrain<IMortalGrain>("far").Where().Soon());
    }

    [Fact]
    public async Task The_selectors_are_asked_for_each_connection()
    {
        var asked = 0;
        await using var cluster = new ConnectedCluster
        {
            OnSilo = silo => silo.UseTls(options =>
            {
                var certificate = ours.Issue("silo");
                options.LocalServerCertificateSelector = (_, _) =>
                {
                    Interlocked.Increment(ref asked);
                    return certificate;
                };
                Trust(options);
            }),
        };
        var silo = await cluster.StartSilo();
        await cluster.StartClient(Show("one", ours), ConnectedCluster.Gateway(silo));
        var before = Volatile.Read(ref asked);
        var client = await cluster.StartClient(Show("two", ours), ConnectedCluster.Gateway(silo));
        Assert.Equal(before + 1, Volatile.Read(ref asked));
        await Serves(silo, client);
    }

    [Fact]
    public async Task A_client_without_certificate_is_refused() => await Refused(
        client => client.UseTls(Trust), "no certificate");

    [Fact]
    public async Task A_client_of_another_authority_is_refused() => await Refused(Show("stranger", theirs), "CN=stranger");

    [Fact]
    public async Task A_client_whose_certificate_is_out_of_date_is_refused() => await Refused(
        Show("late", ours, DateTimeOffset.UtcNow.AddDays(-1)), "CN=late");

    [Fact]
    public async Task A_client_without_tls_is_refused() => await Refused(static _ => { }, "TLS failed");

    [Fact]
    public async Task A_client_does_not_talk_to_a_silo_of_another_authority()
    {
        await using var cluster = new ConnectedCluster
        {
            OnSilo = silo => silo.UseTls(theirs.Issue("impostor"), options => options.AllowAnyRemoteCertificate()),
        };
        var silo = await cluster.StartSilo();
        var failure = await Assert.ThrowsAsync<SiloUnavailableException>(
            () => cluster.StartClient(Show("client", ours), ConnectedCluster.Gateway(silo)));
        Assert.Contains("CN=impostor", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silo_needs_a_certificate() => Assert.Throws<InvalidOperationException>(() => new ServicesOnly().UseTls(static _ => { }));

    public void Dispose()
    {
        ours.Dispose();
        theirs.Dispose();
    }

    private static async Task Serves(Microsoft.Extensions.Hosting.IHost silo, Microsoft.Extensions.Hosting.IHost client) => Assert.Equal(
        ConnectedCluster.Address(silo), await ConnectedCluster.Grains(client).GetGrain<IMortalGrain>("a").Where().Soon());

    private async Task Refused(Action<IClientBuilder> configure, string reason)
    {
        await using var cluster = Secured();
        var silo = await cluster.StartSilo();
        var failure = await Assert.ThrowsAsync<SiloUnavailableException>(() => cluster.StartClient(
            client =>
            {
                client.Configure<ConnectionOptions>(options => options.OpenConnectionTimeout = TimeSpan.FromSeconds(2));
                configure(client);
            },
            ConnectedCluster.Gateway(silo)));
        Assert.Contains("has hung up without saying why", failure.Message, StringComparison.Ordinal);
        await cluster.Log.Tells("Warning", "Refused a connection", reason);
        await Serves(silo, await cluster.StartClient(Show("client", ours), ConnectedCluster.Gateway(silo)));
    }

    private ConnectedCluster Secured() => new()
    {
        OnSilo = silo => silo.UseTls(ours.Issue("silo"), Trust),
    };

    private Action<IClientBuilder> Show(string name, Certificates authority, DateTimeOffset? until = null)
    {
        var certificate = authority.Issue(name, until);
        return client => client.UseTls(certificate, Trust);
    }

    private void Trust(TlsOptions options) =>
        options.RemoteCertificateValidation = (certificate, _, _) => ours.Vouches(certificate);

    private sealed class ServicesOnly : ISiloBuilder
    {
        public Microsoft.Extensions.DependencyInjection.IServiceCollection Services { get; } = new Microsoft.Extensions.DependencyInjection.ServiceCollection();

        public Microsoft.Extensions.Configuration.IConfiguration Configuration { get; } = new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build();
    }
}
