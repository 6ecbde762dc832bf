namespace Orleans.Connections.Security;

/// <summary>What is asked of the certificate of the other end.</summary>
public enum RemoteCertificateMode
{
    /// <summary>None is asked for.</summary>
    NoCertificate,

    /// <summary>One is asked for, and checked if it comes.</summary>
    AllowCertificate,

    /// <summary>One must come and be valid.</summary>
    RequireCertificate,
}
