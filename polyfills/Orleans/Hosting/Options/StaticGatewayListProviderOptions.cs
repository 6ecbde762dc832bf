namespace Orleans.Configuration;

/// <summary>Gateways at given endpoints.</summary>
public class StaticGatewayListProviderOptions
{
    /// <summary>The gateways: <c>gwy.tcp://address:port/0</c>.</summary>
    public List<Uri> Gateways { get; set; } = [];
}
