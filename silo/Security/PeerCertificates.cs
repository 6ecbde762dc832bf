using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Orleans.Connections.Security;
using Orleans.Hosting;

namespace ReAgent.Silo.Security;

/// <summary>The certificates of a silo or client, which may be replaced while it runs: new connections use the new ones.</summary>
public sealed class PeerCertificates : IDisposable
{
    private readonly WatchedFiles<PeerIdentity> _identity;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    // TLS says which certificate is shown, not at which port: that is said before the handshake, and kept with the flow in which the handshake happens.
    private readonly AsyncLocal<bool> _isForSilosOnly = new();

    /// <summary>Reads the files, and watches them from then on.</summary>
    /// <exception cref="InvalidDataException">A file cannot be used.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public PeerCertificates(TlsFiles files, TimeProvider time, ILogger<PeerCertificates> logger)
    {
        _time = time;
        _logger = logger;
        _identity = new WatchedFiles<PeerIdentity>(
            [files.Certificate, files.Key, files.Authority],
            texts => PeerIdentity.Parse(files, texts[0], texts[1], texts[2]),
            time,
            () => SecurityLog.CertificateChanged(logger, Certificate.Subject, Certificate.NotAfter.ToUniversalTime()),
            exception => SecurityLog.CertificateRefused(logger, exception, files.Certificate));
    }

    /// <summary>The own certificate, as it is now.</summary>
    public X509Certificate2 Certificate => _identity.Current.Certificate;

    /// <summary>Why the last peer that was refused was; null when none was.</summary>
    public string? LastRefusal { get; private set; }

    /// <summary>Whether a peer may connect; why not is logged.</summary>
    public bool Accepts(X509Certificate2 peer, X509Chain? presented)
    {
        if (_identity.Current.RefusalOf(peer, presented, _time.GetUtcNow(), _isForSilosOnly.Value) is not { } refusal)
        {
            return true;
        }

        LastRefusal = refusal;
        SecurityLog.PeerRefused(_logger, peer.Subject, refusal);
        return false;
    }

    /// <summary>
    /// Encrypts a silo's connections, and lets only peers of the same authority connect: to the gateway with any certificate, elsewhere with a silo's,
    /// since whoever speaks as a silo is not asked for a token.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="gatewayPort">The port where clients connect; 0 for none.</param>
    public void Secure(ISiloBuilder silo, int gatewayPort) => silo.UseTls(options =>
    {
        Configure(options);
        options.OnAuthenticateAsServer = (connection, _) => _isForSilosOnly.Value = (connection.LocalEndPoint as IPEndPoint)?.Port != gatewayPort;
    });

    /// <summary>Encrypts a client's connections, and connects only to silos of the same authority.</summary>
    public void Secure(IClientBuilder client) => client.UseTls(Configure);

    /// <inheritdoc/>
    public void Dispose() => _identity.Dispose();

    private void Configure(TlsOptions options)
    {
        // The selectors are what counts, since they are asked at each connection; the fixed certificate is what UseTls looks for.
        options.LocalCertificate = Certificate;
        options.LocalServerCertificateSelector = (_, _) => Certificate;
        options.LocalClientCertificateSelector = (_, _, _, _, _) => Certificate;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (peer, chain, _) => Accepts(peer, chain);
    }
}
