using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Adds filters of grain calls.</summary>
public static class GrainCallFilterExtensions
{
    /// <summary>Adds a filter of calls that arrive.</summary>
    public static ISiloBuilder AddIncomingGrainCallFilter(this ISiloBuilder builder, IIncomingGrainCallFilter filter) =>
        builder.ConfigureServices(services => services.AddIncomingGrainCallFilter(filter));

    /// <summary>Adds a filter of calls that arrive.</summary>
    public static ISiloBuilder AddIncomingGrainCallFilter<TImplementation>(this ISiloBuilder builder)
        where TImplementation : class, IIncomingGrainCallFilter =>
        builder.ConfigureServices(services => services.AddIncomingGrainCallFilter<TImplementation>());

    /// <summary>Adds a filter of calls that arrive.</summary>
    public static ISiloBuilder AddIncomingGrainCallFilter(this ISiloBuilder builder, IncomingGrainCallFilterDelegate filter) =>
        builder.ConfigureServices(services => services.AddIncomingGrainCallFilter(filter));

    /// <summary>Adds a filter of calls that are made here.</summary>
    public static ISiloBuilder AddOutgoingGrainCallFilter(this ISiloBuilder builder, IOutgoingGrainCallFilter filter) =>
        builder.ConfigureServices(services => services.AddOutgoingGrainCallFilter(filter));

    /// <summary>Adds a filter of calls that are made here.</summary>
    public static ISiloBuilder AddOutgoingGrainCallFilter<TImplementation>(this ISiloBuilder builder)
        where TImplementation : class, IOutgoingGrainCallFilter =>
        builder.ConfigureServices(services => services.AddOutgoingGrainCallFilter<TImplementation>());

    /// <summary>Adds a filter of calls that are made here.</summary>
    public static ISiloBuilder AddOutgoingGrainCallFilter(this ISiloBuilder builder, OutgoingGrainCallFilterDelegate filter) =>
        builder.ConfigureServices(services => services.AddOutgoingGrainCallFilter(filter));

    /// <summary>Adds a filter of calls that are made here.</summary>
    public static IClientBuilder AddOutgoingGrainCallFilter(this IClientBuilder builder, IOutgoingGrainCallFilter filter)
    {
        builder.Services.AddOutgoingGrainCallFilter(filter);
        return builder;
    }

    /// <summary>Adds a filter of calls that are made here.</summary>
    public static IClientBuilder AddOutgoingGrainCallFilter<TImplementation>(this IClientBuilder builder)
        where TImplementation : class, IOutgoingGrainCallFilter
    {
        builder.Services.AddOutgoingGrainCallFilter<TImplementation>();
        return builder;
    }

    /// <summary>Adds a filter of calls that are made here.</summary>
    public static IClientBuilder AddOutgoingGrainCallFilter(this IClientBuilder builder, OutgoingGrainCallFilterDelegate filter)
    {
        builder.Services.AddOutgoingGrainCallFilter(filter);
        return builder;
    }

    /// <summary>Adds a filter of calls that arrive.</summary>
    public static IServiceCollection AddIncomingGrainCallFilter(this IServiceCollection services, IIncomingGrainCallFilter filter) =>
        services.AddSingleton(filter);

    /// <summary>Adds a filter of calls that arrive.</summary>
    public static IServiceCollection AddIncomingGrainCallFilter<TImplementation>(this IServiceCollection services)
        where TImplementation : class, IIncomingGrainCallFilter => services.AddSingleton<IIncomingGrainCallFilter, TImplementation>();

    /// <summary>Adds a filter of calls that arrive.</summary>
    public static IServiceCollection AddIncomingGrainCallFilter(this IServiceCollection services, IncomingGrainCallFilterDelegate filter) =>
        services.AddSingleton<IIncomingGrainCallFilter>(new IncomingFilter(filter));

    /// <summary>Adds a filter of calls that are made here.</summary>
    public static IServiceCollection AddOutgoingGrainCallFilter(this IServiceCollection services, IOutgoingGrainCallFilter filter) =>
        services.AddSingleton(filter);

    /// <summary>Adds a filter of calls that are made here.</summary>
    public static IServiceCollection AddOutgoingGrainCallFilter<TImplementation>(this IServiceCollection services)
        where TImplementation : class, IOutgoingGrainCallFilter => services.AddSingleton<IOutgoingGrainCallFilter, TImplementation>();

    /// <summary>Adds a filter of calls that are made here.</summary>
    public static IServiceCollection AddOutgoingGrainCallFilter(this IServiceCollection services, OutgoingGrainCallFilterDelegate filter) =>
        services.AddSingleton<IOutgoingGrainCallFilter>(new OutgoingFilter(filter));

    private sealed class IncomingFilter(IncomingGrainCallFilterDelegate filter) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => filter(context);
    }

    private sealed class OutgoingFilter(OutgoingGrainCallFilterDelegate filter) : IOutgoingGrainCallFilter
    {
        public Task Invoke(IOutgoingGrainCallContext context) => filter(context);
    }
}
