using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using Orleans.Placement;
using Orleans.Runtime.Placement.Filtering;

namespace Orleans.Runtime.MembershipService.SiloMetadata;

/// <summary>Lets a silo tell the others what it is.</summary>
public static class SiloMetadataHostingExtensions
{
    /// <summary>Metadata from section "Orleans:Metadata" of the configuration.</summary>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseSiloMetadata(builder.Configuration);
    }

    /// <summary>Metadata from section "Orleans:Metadata" of a configuration.</summary>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return builder.UseSiloMetadata(configuration.GetSection("Orleans").GetSection("Metadata"));
    }

    /// <summary>Metadata from a section: its children are the keys.</summary>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, IConfigurationSection configurationSection)
    {
        ArgumentNullException.ThrowIfNull(configurationSection);
        return builder.UseSiloMetadata(configurationSection.GetChildren()
            .Where(child => child.Value is not null)
            .ToDictionary(child => child.Key, child => child.Value!));
    }

    /// <summary>Metadata from values.</summary>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, Dictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return builder.ConfigureServices(services =>
        {
            services.Configure<SiloMetadata>(options => options.AddMetadata(metadata));
            services.TryAddSingleton<ISiloMetadataCache, SiloMetadataCache>();
            services.TryAddKeyedSingleton<IPlacementFilterDirector, RequiredMatchSiloMetadataPlacementFilterDirector>(
                typeof(RequiredMatchSiloMetadataPlacementFilterStrategy));
            services.TryAddKeyedSingleton<IPlacementFilterDirector, PreferredMatchSiloMetadataPlacementFilterDirector>(
                typeof(PreferredMatchSiloMetadataPlacementFilterStrategy));
        });
    }
}
