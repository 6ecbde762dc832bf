using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>What a silo of a cluster of processes needs in the place of what silos of one process share.</summary>
internal static class ClusterServices
{
    /// <summary>Has a table say who is in the cluster, and the silos keep the directory together.</summary>
    public static void UseTable<TTable>(IServiceCollection services)
        where TTable : class, IMembershipTable
    {
        services.Replace(ServiceDescriptor.Singleton<IMembershipTable, TTable>());
        services.Replace(ServiceDescriptor.Singleton<IMembershipStore, TableMembershipStore>());
        services.Replace(ServiceDescriptor.Singleton<IGrainDirectory, DistributedGrainDirectory>());
    }
}
