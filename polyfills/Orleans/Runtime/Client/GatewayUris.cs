using System.Globalization;
using System.Net;

namespace Orleans.Runtime;

/// <summary>Addresses of gateways as URIs: <c>gwy.tcp://address:port/generation</c>.</summary>
internal static class GatewayUris
{
    public const string Scheme = "gwy.tcp";

    public static Uri Of(SiloAddress gateway) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{gateway.Endpoint}/{gateway.Generation}"));

    /// <exception cref="OrleansConfigurationException">The URI is not of that form.</exception>
    public static SiloAddress Parse(Uri uri)
    {
        var path = uri.AbsolutePath.Trim('/');
        return uri.Scheme == Scheme
            && IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address)
            && uri.Port > 0
            && int.TryParse(path.Length == 0 ? "0" : path, NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
                ? SiloAddress.New(address, uri.Port, generation)
                : throw new OrleansConfigurationException($"'{uri}' is not the address of a gateway: expected '{Scheme}://address:port/generation'.");
    }
}
