using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Hosting;

/// <summary>Registers own ways of placement.</summary>
public static class PlacementStrategyExtensions
{
    /// <summary>Registers a strategy and its director.</summary>
    public static void AddPlacementDirector<TStrategy, TDirector>(this IServiceCollection services)
        where TStrategy : PlacementStrategy
        where TDirector : class, IPlacementDirector => services.AddKeyedSingleton<IPlacementDirector, TDirector>(typeof(TStrategy));

    /// <summary>Registers a strategy and its director.</summary>
    public static void AddPlacementDirector<TStrategy>(this IServiceCollection services, Func<IServiceProvider, IPlacementDirector> createDirector)
        where TStrategy : PlacementStrategy =>
        services.AddKeyedSingleton(typeof(TStrategy), (sp, _) => createDirector(sp));

    /// <summary>Registers a strategy and its director.</summary>
    public static ISiloBuilder AddPlacementDirector<TStrategy, TDirector>(this ISiloBuilder builder)
        where TStrategy : PlacementStrategy
        where TDirector : class, IPlacementDirector
    {
        builder.Services.AddPlacementDirector<TStrategy, TDirector>();
        return builder;
    }
}
