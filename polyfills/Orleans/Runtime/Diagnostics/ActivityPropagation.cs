using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Diagnostics;

/// <summary>Names of the sources of activities.</summary>
public static class ActivitySources
{
    /// <summary>Calls of the application's grains.</summary>
    public const string ApplicationGrainActivitySourceName = "Microsoft.Orleans.Application";

    /// <summary>Calls of the runtime's own services.</summary>
    public const string RuntimeActivitySourceName = "Microsoft.Orleans.Runtime";

    /// <summary>All sources.</summary>
    public const string AllActivitySourceName = "Microsoft.Orleans.*";
}

/// <summary>Carries the current activity along with calls, and records calls as activities.</summary>
internal static class ActivityPropagation
{
    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<IOutgoingGrainCallFilter, ActivityOutgoingFilter>();
        services.AddSingleton<IIncomingGrainCallFilter, ActivityIncomingFilter>();
    }
}
