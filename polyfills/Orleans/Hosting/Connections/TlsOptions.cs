using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace Orleans.Connections.Security;

/// <summary>Judges the certificate of the other end, beside or in place of the platform.</summary>
/// <param name="certificate">The certificate.</param>
/// <param name="chain">Its chain, as far as it could be built.</param>
/// <param name="policyErrors">What the platform finds wrong.</param>
/// <returns>Whether to go on.</returns>
public delegate bool RemoteCertificateValidator(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors policyErrors);

/// <summary>How connections are secured by TLS. The selectors are asked for each new connection, so that a renewed certificate takes effect.</summary>
public class TlsOptions
{
    private TimeSpan handshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Certificate to show, where no selector is set.</summary>
    public X509Certificate2? LocalCertificate { get; set; }

    /// <summary>Chooses the certificate to show to those who connect; the name is the one they ask for, if any.</summary>
    public Func<ConnectionContext, string?, X509Certificate2>? LocalServerCertificateSelector { get; set; }

    /// <summary>Chooses the certificate to show when connecting; null for none.</summary>
    public Func<object, string, X509CertificateCollection, X509Certificate?, string[], X509Certificate2?>? LocalClientCertificateSelector { get; set; }

    /// <summary>What is asked of the other end; a valid certificate unless set.</summary>
    public RemoteCertificateMode RemoteCertificateMode { get; set; } = RemoteCertificateMode.RequireCertificate;

    /// <summary>Whether to show a certificate when connecting; if there is one, unless set.</summary>
    public RemoteCertificateMode ClientCertificateMode { get; set; } = RemoteCertificateMode.AllowCertificate;

    /// <summary>Judges the certificate of the other end; the platform does unless set.</summary>
    public RemoteCertificateValidator? RemoteCertificateValidation { get; set; }

    /// <summary>Protocols that are allowed; TLS 1.3 and 1.2.</summary>
    public SslProtocols SslProtocols { get; set; } = SslProtocols.Tls13 | SslProtocols.Tls12;

    /// <summary>Whether revocation is checked; false.</summary>
    public bool CheckCertificateRevocation { get; set; }

    /// <summary>Changes the settings of a connection that is accepted, after all others.</summary>
    public Action<ConnectionContext, TlsServerAuthenticationOptions>? OnAuthenticateAsServer { get; set; }

    /// <summary>Changes the settings of a connection that is opened, after all others: for example the name of the other end.</summary>
    public Action<ConnectionContext, TlsClientAuthenticationOptions>? OnAuthenticateAsClient { get; set; }

    /// <summary>How long the handshake may take; 10 seconds. <see cref="Timeout.InfiniteTimeSpan"/> for no limit of its own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    public TimeSpan HandshakeTimeout
    {
        get => handshakeTimeout;
        set => handshakeTimeout = value > TimeSpan.Zero || value == Timeout.InfiniteTimeSpan
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(HandshakeTimeout)} must be positive, or {nameof(Timeout)}.{nameof(Timeout.InfiniteTimeSpan)}.");
    }

    /// <summary>Accepts every certificate. For experiments only: anyone can be the other end then.</summary>
    public void AllowAnyRemoteCertificate() => RemoteCertificateValidation = static (_, _, _) => true;
}
