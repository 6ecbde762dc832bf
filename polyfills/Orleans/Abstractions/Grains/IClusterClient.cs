namespace Orleans;

/// <summary>A way into a cluster; in a silo's services as well as in a client's.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>Services of the silo or client.</summary>
    IServiceProvider ServiceProvider { get; }
}
