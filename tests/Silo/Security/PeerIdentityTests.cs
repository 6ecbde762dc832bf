using System.Security.Cryptography.X509Certificates;
using ReAgent.Silo.Security;
using Xunit;

namespace ReAgent.Silo.Tests.Security;

public sealed class PeerIdentityTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestAuthority _authority = TestAuthority.Create();
    private readonly PeerIdentity _identity;

    public PeerIdentityTests() => _identity = PeerIdentity.Load(_authority.Files(_folder));

    public void Dispose()
    {
        _identity.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    private string? Refusal(string certificate, DateTimeOffset? now = null)
    {
        using var peer = X509Certificate2.CreateFromPem(certificate);
        return _identity.RefusalOf(peer, null, now ?? TestAuthority.Now);
    }

    [Fact]
    public void A_certificate_of_the_authority_is_accepted() => Assert.Null(Refusal(_authority.Issue("other").Certificate));

    [Fact]
    public void A_certificate_of_another_authority_is_refused_even_when_it_bears_the_same_name()
    {
        using var stranger = TestAuthority.Create();

        Assert.Contains("does not come from the cluster's authority", Refusal(stranger.Issue().Certificate));
    }

    [Fact]
    public void A_certificate_that_signed_itself_is_refused()
    {
        using var stranger = TestAuthority.Create("silo");

        Assert.Contains("does not come from the cluster's authority", Refusal(stranger.Pem));
    }

    [Fact]
    public void An_expired_certificate_is_refused() =>
        Assert.Contains("is valid from", Refusal(_authority.Issue(until: TestAuthority.Now.AddMinutes(-1)).Certificate));

    [Fact]
    public void A_certificate_is_refused_before_its_time_and_accepted_then()
    {
        var (certificate, _) = _authority.Issue(from: TestAuthority.Now.AddHours(1));

        Assert.Contains("is valid from", Refusal(certificate));
        Assert.Null(Refusal(certificate, TestAuthority.Now.AddHours(2)));
    }

    [Theory]
    [InlineData(new[] { "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2" }, null)]
    [InlineData(null, null)]
    [InlineData(new[] { "1.3.6.1.5.5.7.3.2" }, "is not a silo's")]
    [InlineData(new[] { "1.3.6.1.5.5.7.3.1" }, "is not a silo's")]
    [InlineData(new[] { "1.3.6.1.5.5.7.3.4" }, "is not a silo's")]
    public void Where_only_silos_may_be_a_certificate_must_be_good_for_both_ends(string[]? usages, string? refusal)
    {
        using var peer = X509Certificate2.CreateFromPem(_authority.Issue("other", usages: usages).Certificate);

        var found = _identity.RefusalOf(peer, null, TestAuthority.Now, asSilo: true);

        Assert.True(refusal is null ? found is null : found?.Contains(refusal, StringComparison.Ordinal), found);
    }

    [Fact]
    public void A_certificate_must_be_good_for_what_TLS_wants_it_for()
    {
        using var client = X509Certificate2.CreateFromPem(_authority.Issue("client", usages: TestAuthority.ClientUsages).Certificate);
        using var connects = new X509Chain { ChainPolicy = { ApplicationPolicy = { new("1.3.6.1.5.5.7.3.2") } } };
        using var isConnectedTo = new X509Chain { ChainPolicy = { ApplicationPolicy = { new("1.3.6.1.5.5.7.3.1") } } };

        Assert.Null(_identity.RefusalOf(client, connects, TestAuthority.Now));
        Assert.Contains("extended key usage", _identity.RefusalOf(client, isConnectedTo, TestAuthority.Now));
    }

    [Fact]
    public void A_certificate_from_an_authority_in_between_is_accepted_when_the_own_file_knows_it()
    {
        using var root = TestAuthority.Create("root");
        using var between = root.Delegate();
        var (own, key) = between.Issue();
        var files = new TlsFiles(_folder.Write("chain.crt", own + "\n" + between.Pem), _folder.Write("chain.key", key), _folder.Write("root.crt", root.Pem));
        using var identity = PeerIdentity.Load(files);
        using var peer = X509Certificate2.CreateFromPem(between.Issue("other").Certificate);

        Assert.Null(identity.RefusalOf(peer, null, TestAuthority.Now));
        Assert.NotNull(_identity.RefusalOf(peer, null, TestAuthority.Now));
    }

    [Fact]
    public void A_key_of_another_certificate_is_named_with_both_files()
    {
        var mixed = new TlsFiles(
            _folder.Write("a.crt", _authority.Issue().Certificate), _folder.Write("a.key", _authority.Issue().Key), _folder.Write("ca.crt", _authority.Pem));

        var error = Assert.Throws<InvalidDataException>(() => PeerIdentity.Load(mixed));

        Assert.Contains(mixed.Certificate, error.Message);
        Assert.Contains(mixed.Key, error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no PEM at all")]
    public void A_file_without_a_certificate_is_named(string text)
    {
        var good = _authority.Files(_folder, "good");

        Assert.Contains("authority.pem", Assert.Throws<InvalidDataException>(
            () => PeerIdentity.Load(good with { Authority = _folder.Write("authority.pem", text) })).Message);
    }
}
