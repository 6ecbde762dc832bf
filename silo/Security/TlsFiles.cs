namespace ReAgent.Silo.Security;

/// <summary>The PEM files by which a process of a cluster, silo or client, proves who it is and knows the others.</summary>
/// <param name="Certificate">Its certificate, and after it what is between it and the authority.</param>
/// <param name="Key">The certificate's private key, unencrypted.</param>
/// <param name="Authority">Certificates of the authorities that others' certificates must come from; each is a root.</param>
public sealed record TlsFiles(string Certificate, string Key, string Authority);
