namespace Orleans.Configuration;

/// <summary>How clients use gateways.</summary>
public class GatewayOptions
{
    /// <summary>How often the list of gateways is read again; 1 minute. One that was lost is looked for sooner.</summary>
    public TimeSpan GatewayListRefreshPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
