using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>Settings of one connection that is opened here.</summary>
public class TlsClientAuthenticationOptions
{
    internal TlsClientAuthenticationOptions(SslClientAuthenticationOptions value) => SslClientAuthenticationOptions = value;

    /// <summary>All settings.</summary>
    public SslClientAuthenticationOptions SslClientAuthenticationOptions { get; }

    /// <summary>Name that the certificate of the other end must bear; the address that is dialled unless set.</summary>
    public string? TargetHost
    {
        get => SslClientAuthenticationOptions.TargetHost;
        set => SslClientAuthenticationOptions.TargetHost = value;
    }

    /// <summary>Certificates to show.</summary>
    public X509CertificateCollection? ClientCertificates
    {
        get => SslClientAuthenticationOptions.ClientCertificates;
        set => SslClientAuthenticationOptions.ClientCertificates = value;
    }

    /// <summary>Protocols that are allowed.</summary>
    public SslProtocols EnabledSslProtocols
    {
        get => SslClientAuthenticationOptions.EnabledSslProtocols;
        set => SslClientAuthenticationOptions.EnabledSslProtocols = value;
    }

    /// <summary>How revocation is checked.</summary>
    public X509RevocationMode CertificateRevocationCheckMode
    {
        get => SslClientAuthenticationOptions.CertificateRevocationCheckMode;
        set => SslClientAuthenticationOptions.CertificateRevocationCheckMode = value;
    }
}

/// <summary>Settings of one connection that is accepted here.</summary>
public class TlsServerAuthenticationOptions
{
    internal TlsServerAuthenticationOptions(SslServerAuthenticationOptions value) => SslServerAuthenticationOptions = value;

    /// <summary>All settings.</summary>
    public SslServerAuthenticationOptions SslServerAuthenticationOptions { get; }

    /// <summary>Certificate to show.</summary>
    public X509Certificate? ServerCertificate
    {
        get => SslServerAuthenticationOptions.ServerCertificate;
        set => SslServerAuthenticationOptions.ServerCertificate = value;
    }

    /// <summary>Whether the other end is asked for a certificate.</summary>
    public bool ClientCertificateRequired
    {
        get => SslServerAuthenticationOptions.ClientCertificateRequired;
        set => SslServerAuthenticationOptions.ClientCertificateRequired = value;
    }

    /// <summary>Protocols that are allowed.</summary>
    public SslProtocols EnabledSslProtocols
    {
        get => SslServerAuthenticationOptions.EnabledSslProtocols;
        set => SslServerAuthenticationOptions.EnabledSslProtocols = value;
    }

    /// <summary>How revocation is checked.</summary>
    public X509RevocationMode CertificateRevocationCheckMode
    {
        get => SslServerAuthenticationOptions.CertificateRevocationCheckMode;
        set => SslServerAuthenticationOptions.CertificateRevocationCheckMode = value;
    }
}
