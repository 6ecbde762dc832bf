using System.Diagnostics.CodeAnalysis;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Orleans.Runtime.Placement.Filtering;

/// <summary>Keeps the silos whose metadata equals that of the silo that places, for all keys.</summary>
/// <param name="metadataKeys">The keys.</param>
/// <param name="order">Place among the filters of the class.</param>
[AttributeUsage(AttributeTargets.Class)]
[Experimental("ORLEANSEXP004")]
public sealed class RequiredMatchSiloMetadataPlacementFilterAttribute(string[] metadataKeys, int order = 0)
    : PlacementFilterAttribute(new RequiredMatchSiloMetadataPlacementFilterStrategy(metadataKeys, order));

/// <inheritdoc cref="RequiredMatchSiloMetadataPlacementFilterAttribute"/>
public class RequiredMatchSiloMetadataPlacementFilterStrategy(string[] metadataKeys, int order) : PlacementFilterStrategy(order)
{
    /// <summary>For the runtime, which sets the keys afterwards.</summary>
    public RequiredMatchSiloMetadataPlacementFilterStrategy()
        : this([], 0)
    {
    }

    /// <summary>The keys.</summary>
    public string[] MetadataKeys { get; private set; } = metadataKeys;

    /// <inheritdoc/>
    public override void AdditionalInitialize(GrainProperties properties) =>
        MetadataKeys = GetPlacementFilterGrainProperty("metadata-keys", properties)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? MetadataKeys;

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) =>
        [new("metadata-keys", string.Join(',', MetadataKeys))];
}

/// <summary>Carries out <see cref="RequiredMatchSiloMetadataPlacementFilterStrategy"/>.</summary>
internal sealed class RequiredMatchSiloMetadataPlacementFilterDirector(ILocalSiloDetails local, ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var keys = ((RequiredMatchSiloMetadataPlacementFilterStrategy)filterStrategy).MetadataKeys;
        var own = metadata.GetSiloMetadata(local.SiloAddress).Metadata;
        return silos.Where(silo => Array.TrueForAll(
            keys, key => own.GetValueOrDefault(key) == metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault(key)));
    }
}
