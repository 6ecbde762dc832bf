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
    public async Task A_client_without_TLS_is_refused_and_the_silo_goes_on()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Silos(tls: null));

        Assert.Equal(1, await SilosOfFriend());
    }
}
