using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ReAgent.Silo.Security;

/// <summary>A certificate with its key, and the authorities that others' certificates must come from.</summary>
/// <remarks>
/// A peer is known by who issued its certificate, not by its host name: silos come and go with addresses that nobody knows beforehand. So the
/// authority should issue certificates for this cluster alone.
/// </remarks>
public sealed class PeerIdentity : IDisposable
{
    // RFC 5280, 4.2.1.12.
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2Collection _between;
    private readonly X509Certificate2Collection _authorities;

    private PeerIdentity(X509Certificate2 certificate, X509Certificate2Collection between, X509Certificate2Collection authorities)
    {
        Certificate = certificate;
        _between = between;
        _authorities = authorities;
    }

    /// <summary>The own certificate, with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Reads PEM files.</summary>
    /// <exception cref="InvalidDataException">A file cannot be used; the message says which and why.</exception>
    public static PeerIdentity Load(TlsFiles files) => Parse(files, Read(files.Certificate), Read(files.Key), Read(files.Authority));

    /// <summary>Reads the text of PEM files.</summary>
    /// <param name="files">Their names, for messages.</param>
    /// <param name="certificate">Text of the certificate's file.</param>
    /// <param name="key">Text of the key's file.</param>
    /// <param name="authority">Text of the authorities' file.</param>
    /// <exception cref="InvalidDataException">A text cannot be used; the message says which and why.</exception>
    internal static PeerIdentity Parse(TlsFiles files, string certificate, string key, string authority)
    {
        var chain = Certificates(files.Certificate, certificate);
        var authorities = Certificates(files.Authority, authority);
        X509Certificate2 own;
        try
        {
            using var bare = X509Certificate2.CreateFromPem(certificate, key);

            // Windows cannot use a key that exists in memory alone; passing through PKCS#12 gives it a place.
            own = X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException(
                $"The key in '{files.Key}' cannot be used for the certificate in '{files.Certificate}': an unencrypted PEM key that belongs to it is wanted.", exception);
        }

        chain.RemoveAt(0);
        return new PeerIdentity(own, chain, authorities);
    }

    /// <summary>Why other silos will refuse the own certificate, as far as the own files tell; null when they will not.</summary>
    /// <param name="now">The time.</param>
    public string? RefusalBySilos(DateTimeOffset now) => RefusalOf(Certificate, null, now, asSilo: true);

    /// <summary>Why a peer is refused; null when it is not.</summary>
    /// <param name="peer">Its certificate.</param>
    /// <param name="presented">What it sent along, and what its certificate is to be good for: in TLS, to be connected to or to connect.</param>
    /// <param name="now">The time at which the certificate must be valid.</param>
    /// <param name="asSilo">True where only silos may be: the certificate must be good for being connected to as well, which clients' are not.</param>
    public string? RefusalOf(X509Certificate2 peer, X509Chain? presented, DateTimeOffset now, bool asSilo = false)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.ExtraStore.AddRange(_between);
        if (presented is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
            foreach (var usage in presented.ChainPolicy.ApplicationPolicy)
            {
                chain.ChainPolicy.ApplicationPolicy.Add(usage);
            }

            foreach (var element in presented.ChainElements.Skip(1))
            {
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            }
        }

        if (asSilo)
        {
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        }

        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        var isGood = chain.Build(peer);
        var faults = chain.ChainStatus.Select(status => status.Status).Where(status => status != X509ChainStatusFlags.NoError).ToArray();
        foreach (var element in chain.ChainElements)
        {
            element.Certificate.Dispose();
        }

        return isGood ? null
            : faults.Contains(X509ChainStatusFlags.NotTimeValid)
                ? $"its certificate is valid from {peer.NotBefore.ToUniversalTime():u} to {peer.NotAfter.ToUniversalTime():u}, or one above it has expired"
            : faults.Any(fault => fault is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.NotSignatureValid)
                ? $"its certificate, issued by '{peer.Issuer}', does not come from the cluster's authority"
            : faults.Contains(X509ChainStatusFlags.NotValidForUsage)
                ? asSilo
                    ? "its certificate is not a silo's: that has the extended key usages 'server authentication' and 'client authentication'"
                    : "its certificate has not the extended key usage: 'server authentication' is wanted of who is connected to, 'client authentication' of who connects"
            : $"its certificate is not good: {string.Join(", ", faults)}";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Certificate.Dispose();
        foreach (var certificate in _between.Concat(_authorities))
        {
            certificate.Dispose();
        }
    }

    private static X509Certificate2Collection Certificates(string file, string text)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidDataException($"'{file}' holds a certificate that cannot be read: {exception.Message}", exception);
        }

        return certificates.Count > 0 ? certificates : throw new InvalidDataException($"'{file}' holds no certificate: PEM text is wanted.");
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"'{file}' cannot be read: {exception.Message}", exception);
        }
    }
}
