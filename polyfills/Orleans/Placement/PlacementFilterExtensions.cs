using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orleans.Placement;

/// <summary>Registers own placement filters.</summary>
public static class PlacementFilterExtensions
{
    /// <summary>Registers a filter and its director.</summary>
    /// <param name="services">Services of the silo.</param>
    /// <param name="strategyLifetime">Lifetime of the strategy.</param>
    public static IServiceCollection AddPlacementFilter<TFilter, TDirector>(this IServiceCollection services, ServiceLifetime strategyLifetime)
        where TFilter : PlacementFilterStrategy
        where TDirector : class, IPlacementFilterDirector
    {
        services.Add(ServiceDescriptor.DescribeKeyed(typeof(PlacementFilterStrategy), typeof(TFilter).Name, typeof(TFilter), strategyLifetime));
        services.TryAddKeyedSingleton<IPlacementFilterDirector, TDirector>(typeof(TFilter));
        return services;
    }
}
