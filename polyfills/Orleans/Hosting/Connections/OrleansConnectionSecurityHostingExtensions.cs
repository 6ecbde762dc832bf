using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Connections.Security;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Secures the connections of silos and clients by TLS.</summary>
public static class OrleansConnectionSecurityHostingExtensions
{
    /// <summary>Secures all connections of the silo, those with silos and those with clients.</summary>
    /// <exception cref="InvalidOperationException">There is no certificate to show to those who connect.</exception>
    public static ISiloBuilder UseTls(this ISiloBuilder builder, Action<TlsOptions> configureOptions)
    {
        var options = Configured(configureOptions);
        if (options.LocalCertificate is null && options.LocalServerCertificateSelector is null)
        {
            throw new InvalidOperationException(
                $"No certificate specified: a silo needs {nameof(TlsOptions.LocalCertificate)} or {nameof(TlsOptions.LocalServerCertificateSelector)}.");
        }

        return builder.ConfigureServices(services => AddTo(services, options));
    }

    /// <summary>Secures all connections of the silo with a certificate.</summary>
    public static ISiloBuilder UseTls(this ISiloBuilder builder, X509Certificate2 certificate, Action<TlsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(configureOptions);
        return builder.UseTls(WithCertificate(certificate, configureOptions));
    }

    /// <summary>Secures all connections of the silo with a certificate.</summary>
    public static ISiloBuilder UseTls(this ISiloBuilder builder, X509Certificate2 certificate) => builder.UseTls(certificate, static _ => { });

    /// <summary>Secures the connections of the client.</summary>
    /// <exception cref="InvalidOperationException">A certificate is to be shown and there is none.</exception>
    public static IClientBuilder UseTls(this IClientBuilder builder, Action<TlsOptions> configureOptions)
    {
        var options = Configured(configureOptions);
        if (options.ClientCertificateMode == RemoteCertificateMode.RequireCertificate
            && options.LocalCertificate is null && options.LocalClientCertificateSelector is null)
        {
            throw new InvalidOperationException(
                $"No certificate specified: {nameof(TlsOptions.ClientCertificateMode)} requires {nameof(TlsOptions.LocalCertificate)} or {nameof(TlsOptions.LocalClientCertificateSelector)}.");
        }

        return builder.ConfigureServices(services => AddTo(services, options));
    }

    /// <summary>Secures the connections of the client with a certificate.</summary>
    public static IClientBuilder UseTls(this IClientBuilder builder, X509Certificate2 certificate, Action<TlsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(configureOptions);
        return builder.UseTls(WithCertificate(certificate, configureOptions));
    }

    /// <summary>Secures the connections of the client with a certificate.</summary>
    public static IClientBuilder UseTls(this IClientBuilder builder, X509Certificate2 certificate) => builder.UseTls(certificate, static _ => { });

    private static Action<TlsOptions> WithCertificate(X509Certificate2 certificate, Action<TlsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return options =>
        {
            options.LocalCertificate = certificate;
            configureOptions(options);
        };
    }

    private static TlsOptions Configured(Action<TlsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(configureOptions);
        var options = new TlsOptions();
        configureOptions(options);
        return options;
    }

    private static void AddTo(IServiceCollection services, TlsOptions options) =>
        services.Replace(ServiceDescriptor.Singleton(sp => new TlsLayer(options, sp.GetRequiredService<TimeProvider>())));
}
