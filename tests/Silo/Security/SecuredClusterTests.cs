using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Orleans.Runtime;
using ReAgent.Silo.Security;
using Xunit;

namespace ReAgent.Silo.Tests.Security;

public sealed class SecuredClusterTests : IAsyncLifetime, IDisposable
{
    private const string Token = "a long and random token";

    private readonly TempFolder _folder = new();
    private readonly TestAuthority _authority = TestAuthority.Create();
    private RunningSilo _silo = null!;

    public async Task InitializeAsync()
    {
        var files = _authority.Files(_folder);
        _silo = await RunningSilo.Start(
            "--data-root", _folder.At("data"), "--tls-certificate", files.Certificate, "--tls-key", files.Key, "--tls-authority", files.Authority,
            "--tokens-file", _folder.Write("tokens", $"viewer {TokenTableTests.Checksum(Token)} dashboard"));
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private async Task<int> Silos(TlsFiles? tls, string? token = Token)
    {
        await using var client = await _silo.Connect(token, tls);
        return (await client.Cluster.GetGrain<IManagementGrain>(0).GetHosts()).Count;
    }

    // Shows a certificate and says what is no beginning of a connection, so that the silo hangs up in any case: what it thinks of the certificate is in its log.
    private async Task<string?> RefusalAt(int port, TlsFiles files)
    {
        using var identity = PeerIdentity.Load(files);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(socket.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                LocalCertificateSelectionCallback = (_, _, _, _, _) => identity.Certificate,
                RemoteCertificateValidationCallback = (_, peer, _, _) => identity.RefusalOf((X509Certificate2)peer!, null, TestAuthority.Now) is null,
                TargetHost = "silo",
            });
            await tls.WriteAsync(new byte[8]);
            await tls.ReadExactlyAsync(new byte[1]);
        }
        catch (Exception hungUp) when (hungUp is AuthenticationException or IOException)
        {
        }

        return _silo.Log.Entries.Where(entry => entry.Event == 2002).Select(entry => entry.Message).SingleOrDefault();
    }

    private async Task<int> SilosOfFriend() => await Silos(_authority.Files(_folder, "friend"));

    [Fact]
    public async Task A_client_with_a_certificate_of_the_authority_and_a_token_is_served() => Assert.Equal(1, await SilosOfFriend());

    [Fact]
    public async Task A_certificate_alone_is_not_enough() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Silos(_authority.Files(_folder, "friend"), token: null));

    [Fact]
    public async Task A_client_of_another_authority_is_refused_and_the_silo_goes_on()
    {
        using var stranger = TestAuthority.Create();
        var files = stranger.Files(_folder, "stranger");

        // It trusts the silo's authority, so it is the silo that refuses.
        await Assert.ThrowsAnyAsync<Exception>(() => Silos(files with { Authority = _authority.Files(_folder, "public").Authority }));

        Assert.Contains(_silo.Log.Entries, entry => entry.Event == 2002 && entry.Message.Contains("CN=stranger", StringComparison.Ordinal));
        Assert.Equal(1, await SilosOfFriend());
    }

    [Fact]
    public async Task A_client_refuses_a_silo_of_another_authority()
    {
        using var stranger = TestAuthority.Create();

        await Assert.ThrowsAnyAsync<Exception>(
            () => Silos(_authority.Files(_folder, "friend") with { Authority = stranger.Files(_folder, "stranger").Authority }));
    }

    [Fact]
    public async Task A_client_with_an_expired_certificate_is_refused_and_the_silo_goes_on()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Silos(_authority.Files(_folder, "late", until: TestAuthority.Now.AddMinutes(-1))));

        Assert.Contains(_silo.Log.Entries, entry => entry.Event == 2002 && entry.Message.Contains("valid from", StringComparison.Ordinal));
        Assert.Equal(1, await SilosOfFriend());
    }

    [Fact]
    public async Task With_the_certificate_of_a_client_nobody_gets_in_where_silos_talk()
    {
        var client = _authority.Files(_folder, "client", usages: TestAuthority.ClientUsages);
        var silo = _authority.Files(_folder, "other", usages: TestAuthority.SiloUsages);

        Assert.Null(await RefusalAt(_silo.GatewayPort, client));
        Assert.Null(await RefusalAt(_silo.SiloPort, silo));
        Assert.Equal(
            "A connection with CN=client was refused: its certificate is not a silo's: that has the extended key usages 'server authentication' and 'client authentication'.",
            await RefusalAt(_silo.SiloPort, client));
    }

    [Fact]
    public async Task A_client_refuses_a_silo_with_the_certificate_of_a_client()
    {
        var files = _authority.Files(_folder, "disguised", usages: TestAuthority.ClientUsages);
        using var identity = PeerIdentity.Load(files);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var client = RunningSilo.ClientOf(((IPEndPoint)listener.LocalEndpoint).Port, Token, _authority.Files(_folder, "friend"));
        var connecting = Assert.ThrowsAnyAsync<Exception>(client.Start);

        using var socket = await listener.AcceptTcpClientAsync();
        await using var tls = new SslStream(socket.GetStream());
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = identity.Certificate,
                ClientCertificateRequired = true,
                EnabledSslProtocols = SslProtocols.Tls12,
                RemoteCertificateValidationCallback = (_, peer, _, _) => identity.RefusalOf((X509Certificate2)peer!, null, TestAuthority.Now) is null,
            });
            await tls.ReadExactlyAsync(new byte[1]);
        });

        Assert.Contains("refused", (await connecting).GetBaseException().Message);
    }

    [Fact]
    public async Task A_client_without_TLS_is_refused_and_the_silo_goes_on()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Silos(tls: null));

        Assert.Equal(1, await SilosOfFriend());
    }
}
