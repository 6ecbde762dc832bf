using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>The gateways of the active silos in the table <c>OrleansMembershipTable</c>.</summary>
internal sealed class AdoNetGatewayListProvider(
    IOptions<AdoNetClusteringClientOptions> options, IOptions<ClusterOptions> cluster, TimeProvider clock) : IGatewayListProvider, IAsyncDisposable
{
    private readonly AdoNetDatabase database = new(
        "the client's list of gateways", options.Value.Invariant, options.Value.ConnectionString, options.Value.DataSource, ["GatewaysQueryKey"], clock);

    /// <summary>A client learns of silos that come within seconds; of those that go it learns by its connections.</summary>
    public TimeSpan MaxStaleness => TimeSpan.FromSeconds(5);

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => database.Start(CancellationToken.None);

    public async Task<IList<Uri>> GetGateways() => await database.Read(
        "GatewaysQueryKey",
        command =>
        {
            command.Add("DeploymentId", cluster.Value.ClusterId);
            command.Add("Status", (int)SiloStatus.Active);
        },
        static row => new Uri(
            $"gwy.tcp://{new IPEndPoint(IPAddress.Parse(row.Text("Address")), row.Number("ProxyPort"))}/{row.Number("Generation")}"));

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
