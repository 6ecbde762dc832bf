using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configures silos of a <see cref="TestCluster"/>.</summary>
public interface ISiloConfigurator
{
    /// <summary>Configures a silo.</summary>
    void Configure(ISiloBuilder siloBuilder);
}

/// <summary>Configures hosts of silos of a <see cref="TestCluster"/>.</summary>
public interface IHostConfigurator
{
    /// <summary>Configures a host.</summary>
    void Configure(IHostBuilder hostBuilder);
}

/// <summary>Configures the client of a <see cref="TestCluster"/>.</summary>
public interface IClientBuilderConfigurator
{
    /// <summary>Configures the client.</summary>
    void Configure(IConfiguration configuration, IClientBuilder clientBuilder);
}
