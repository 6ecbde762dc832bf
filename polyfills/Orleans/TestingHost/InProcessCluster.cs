using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>What the silos and clients of one test cluster share.</summary>
internal sealed class InProcessCluster
{
    private readonly InProcessTransport transport = new();
    private readonly InProcessMembershipStore membership = new();
    private readonly InProcessGrainDirectory directory = new();
    private int lastPort = 10000;

    public IMembershipStore Membership => membership;

    /// <summary>A port that no other silo of the cluster has; nothing listens there.</summary>
    public int NextPort() => Interlocked.Increment(ref lastPort);

    public void ShareWith(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<ITransport>(transport));
        services.Replace(ServiceDescriptor.Singleton<IMembershipStore>(membership));
        services.Replace(ServiceDescriptor.Singleton<IGrainDirectory>(directory));
    }
}
