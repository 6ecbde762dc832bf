using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ReAgent.Silo.Security;

namespace ReAgent.Silo.Tests.Security;

/// <summary>An authority that issues certificates for a test.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _certificate;
    private int _issued;

    private TestAuthority(X509Certificate2 certificate) => _certificate = certificate;

    public static DateTimeOffset Now { get; } = DateTimeOffset.UtcNow;

    public string Pem => _certificate.ExportCertificatePem();

    public static TestAuthority Create(string name = "cluster authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return new TestAuthority(request.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(10)));
    }

    /// <summary>An authority below this one.</summary>
    public TestAuthority Delegate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=below", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var bare = request.Create(_certificate, Now.AddDays(-9), Now.AddDays(9), [9, 9]);
        return new TestAuthority(bare.CopyWithPrivateKey(key));
    }

    /// <summary>Usages of certificates as deploy/certificates/make.sh gives them.</summary>
    public static string[] SiloUsages { get; } = ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"];

    public static string[] ClientUsages { get; } = ["1.3.6.1.5.5.7.3.2"];

    /// <param name="name">Its subject.</param>
    /// <param name="from">When it begins.</param>
    /// <param name="until">When it ends.</param>
    /// <param name="usages">Its extended key usages; null for none, which means all.</param>
    public (string Certificate, string Key) Issue(string name = "silo", DateTimeOffset? from = null, DateTimeOffset? until = null, string[]? usages = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        if (usages is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usages.Select(usage => new Oid(usage))], false));
        }

        using var certificate = request.Create(_certificate, from ?? Now.AddDays(-1), until ?? Now.AddDays(1), [(byte)++_issued]);
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The files of a silo with a certificate of this authority.</summary>
    public TlsFiles Files(TempFolder folder, string name = "silo", DateTimeOffset? from = null, DateTimeOffset? until = null, string[]? usages = null)
    {
        var (certificate, key) = Issue(name, from, until, usages);
        return new TlsFiles(
            folder.Write($"{name}/tls.crt", certificate), folder.Write($"{name}/tls.key", key), folder.Write($"{name}/ca.crt", Pem));
    }

    public void Dispose() => _certificate.Dispose();
}
