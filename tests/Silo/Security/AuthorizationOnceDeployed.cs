using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;
using ReAgent.Silo.Security;

namespace ReAgent.Silo.Tests.Security;

/// <summary>Authorizes the callers of a test cluster as soon as it has been deployed: deploying it asks its silos from outside, by interfaces of Orleans' own.</summary>
internal sealed class AuthorizationOnceDeployed(CallerAuthorization authorization) : IIncomingGrainCallFilter
{
    private volatile bool _isDeployed;

    public static void Use(ISiloBuilder silo)
    {
        silo.Services.AddSingleton<CallerAuthorization>();
        silo.Services.AddSingleton<AuthorizationOnceDeployed>();
        silo.Services.AddSingleton<IIncomingGrainCallFilter>(services => services.GetRequiredService<AuthorizationOnceDeployed>());
    }

    /// <summary>Deploys a cluster of one silo.</summary>
    public static async Task Deploy(InProcessTestCluster cluster)
    {
        await cluster.DeployAsync();
        cluster.GetSiloServiceProvider().GetRequiredService<AuthorizationOnceDeployed>()._isDeployed = true;
    }

    public Task Invoke(IIncomingGrainCallContext context) => _isDeployed ? authorization.Invoke(context) : context.Invoke();
}
