using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Orleans.Connections.Security;

namespace Orleans.Runtime;

/// <summary>Secures connections by TLS.</summary>
internal sealed class TlsLayer(TlsOptions options, TimeProvider clock)
{
    /// <summary>Secures a connection that was accepted.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The two ends do not agree.</exception>
    public async Task<Link> AsServer(ConnectionContext context, CancellationToken cancellationToken)
    {
        string? fault = null;
        var settings = new SslServerAuthenticationOptions
        {
            ServerCertificate = options.LocalServerCertificateSelector is null ? options.LocalCertificate : null,
            ServerCertificateSelectionCallback = options.LocalServerCertificateSelector is { } select ? (_, name) => select(context, name) : null,
            ClientCertificateRequired = options.RemoteCertificateMode != RemoteCertificateMode.NoCertificate,
            EnabledSslProtocols = options.SslProtocols,
            CertificateRevocationCheckMode = options.CheckCertificateRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => (fault = Judge(certificate, chain, errors)) is null,
        };
        options.OnAuthenticateAsServer?.Invoke(context, new(settings));
        return await Secure(context, tls => tls.AuthenticateAsServerAsync(settings, Patience(cancellationToken)), () => fault);
    }

    /// <summary>Secures a connection that was opened.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The two ends do not agree.</exception>
    public async Task<Link> AsClient(ConnectionContext context, CancellationToken cancellationToken)
    {
        string? fault = null;
        var shows = options.ClientCertificateMode != RemoteCertificateMode.NoCertificate;
        var settings = new SslClientAuthenticationOptions
        {
            TargetHost = (context.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "",
            ClientCertificates = shows && options.LocalClientCertificateSelector is null && options.LocalCertificate is { } own ? [own] : null,
            LocalCertificateSelectionCallback = shows && options.LocalClientCertificateSelector is { } select
                ? (sender, host, local, remote, issuers) => select(sender, host, local, remote, issuers)!
                : null,
            EnabledSslProtocols = options.SslProtocols,
            CertificateRevocationCheckMode = options.CheckCertificateRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => (fault = Judge(certificate, chain, errors)) is null,
        };
        options.OnAuthenticateAsClient?.Invoke(context, new(settings));
        return await Secure(context, tls => tls.AuthenticateAsClientAsync(settings, Patience(cancellationToken)), () => fault);
    }

    private static async Task<Link> Secure(ConnectionContext context, Func<SslStream, Task> authenticate, Func<string?> fault)
    {
        var tls = new SslStream(new DuplexPipeStream(context.Transport), leaveInnerStreamOpen: true);
        try
        {
            await authenticate(tls);
            return new(context, tls);
        }
        catch (Exception failure)
        {
            await tls.DisposeAsync();
            throw failure is OperationCanceledException
                ? failure
                : new System.Security.Authentication.AuthenticationException($"TLS failed: {fault() ?? failure.Message}", failure.InnerException);
        }
    }

    /// <summary>What is wrong with the certificate of the other end; null when nothing is.</summary>
    private string? Judge(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (options.RemoteCertificateMode == RemoteCertificateMode.NoCertificate && options.RemoteCertificateValidation is null)
        {
            return null;
        }

        if (certificate is null)
        {
            return options.RemoteCertificateMode == RemoteCertificateMode.RequireCertificate ? "the other end shows no certificate." : null;
        }

        var presented = certificate as X509Certificate2 ?? X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        if (options.RemoteCertificateValidation is { } judge)
        {
            return judge(presented, chain, errors) ? null : $"the certificate of {presented.Subject} was refused ({Describe(chain, errors)}).";
        }

        return errors == SslPolicyErrors.None ? null : $"the certificate of {presented.Subject}, valid until {presented.NotAfter:u}, is not valid here ({Describe(chain, errors)}).";
    }

    private static string Describe(X509Chain? chain, SslPolicyErrors errors) => string.Join(
        ", ",
        new[] { errors.ToString() }.Concat((chain?.ChainStatus ?? []).Select(status => status.Status.ToString())));

    private CancellationToken Patience(CancellationToken cancellationToken)
    {
        if (options.HandshakeTimeout == Timeout.InfiniteTimeSpan)
        {
            return cancellationToken;
        }

        var timeout = new CancellationTokenSource(options.HandshakeTimeout, clock);
        cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), timeout);
        return timeout.Token;
    }
}
