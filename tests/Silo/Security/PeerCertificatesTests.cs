using Microsoft.Extensions.Logging;
using ReAgent.Silo.Security;
using Xunit;

namespace ReAgent.Silo.Tests.Security;

public sealed class PeerCertificatesTests : IDisposable
{
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(10);

    private readonly TempFolder _folder = new();
    private readonly TestAuthority _authority = TestAuthority.Create();
    private readonly ManualClock _clock = new();
    private readonly LogRecorder<PeerCertificates> _log = new();

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_replaced_certificate_is_used_from_then_on()
    {
        var files = _authority.Files(_folder);
        using var certificates = new PeerCertificates(files, _clock, _log);
        var (certificate, key) = _authority.Issue("renewed");
        File.WriteAllText(files.Key, key);
        File.WriteAllText(files.Certificate, certificate);

        Assert.Equal("CN=silo", certificates.Certificate.Subject);
        _clock.Advance(AWhile);

        Assert.Equal("CN=renewed", certificates.Certificate.Subject);
        Assert.Equal([(2000, LogLevel.Information)], _log.Entries.Select(entry => (entry.Event, entry.Level)));
    }

    [Fact]
    public void A_secret_swapped_by_a_link_above_the_files_is_noticed()
    {
        _authority.Files(_folder, "first");
        _authority.Files(_folder, "second");
        Directory.CreateSymbolicLink(_folder.At("now"), _folder.At("first"));
        string Link(string name) => File.CreateSymbolicLink(_folder.At(name), Path.Combine("now", name)).FullName;
        using var certificates = new PeerCertificates(new TlsFiles(Link("tls.crt"), Link("tls.key"), Link("ca.crt")), _clock, _log);
        Assert.Equal("CN=first", certificates.Certificate.Subject);

        Directory.Delete(_folder.At("now"));
        Directory.CreateSymbolicLink(_folder.At("now"), _folder.At("second"));
        _clock.Advance(AWhile);

        Assert.Equal("CN=second", certificates.Certificate.Subject);
    }

    [Fact]
    public void A_half_written_certificate_leaves_the_old_one_in_use_and_is_logged_once_until_it_is_whole()
    {
        var files = _authority.Files(_folder);
        using var certificates = new PeerCertificates(files, _clock, _log);
        var (certificate, key) = _authority.Issue("renewed");
        File.WriteAllText(files.Certificate, certificate[..(certificate.Length / 2)]);
        _clock.Advance(AWhile);
        _clock.Advance(AWhile);

        Assert.Equal("CN=silo", certificates.Certificate.Subject);
        Assert.Equal([(2001, LogLevel.Error)], _log.Entries.Select(entry => (entry.Event, entry.Level)));

        File.WriteAllText(files.Certificate, certificate);
        File.WriteAllText(files.Key, key);
        _clock.Advance(AWhile);

        Assert.Equal("CN=renewed", certificates.Certificate.Subject);
    }

    [Fact]
    public void A_certificate_whose_file_is_gone_stays_in_use()
    {
        var files = _authority.Files(_folder);
        using var certificates = new PeerCertificates(files, _clock, _log);
        File.Delete(files.Key);
        _clock.Advance(AWhile);

        Assert.Equal("CN=silo", certificates.Certificate.Subject);
        Assert.Equal(2001, Assert.Single(_log.Entries).Event);
    }

    [Fact]
    public void A_replaced_authority_decides_who_is_accepted()
    {
        using var next = TestAuthority.Create("next authority");
        var files = _authority.Files(_folder);
        using var certificates = new PeerCertificates(files, TimeProvider.System, _log);
        using var old = PeerIdentity.Load(_authority.Files(_folder, "old"));
        using var renewed = PeerIdentity.Load(next.Files(_folder, "renewed"));
        Assert.True(certificates.Accepts(old.Certificate, null));
        Assert.False(certificates.Accepts(renewed.Certificate, null));
        Assert.Contains("CN=renewed", Assert.Single(_log.Entries).Message);
        Assert.Contains("does not come from the cluster's authority", certificates.LastRefusal);

        // Both are trusted while certificates are being replaced.
        File.WriteAllText(files.Authority, _authority.Pem + "\n" + next.Pem);
        using var both = new PeerCertificates(files, TimeProvider.System, _log);
        Assert.True(both.Accepts(old.Certificate, null));
        Assert.True(both.Accepts(renewed.Certificate, null));
    }
}
