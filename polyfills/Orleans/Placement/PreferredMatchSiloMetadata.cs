using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Orleans.Runtime.Placement.Filtering;

/// <summary>
/// Keeps the silos whose metadata best equals that of the silo that places. The last key weighs most: keys are given up from the first on
/// until enough silos are left.
/// </summary>
/// <param name="orderedMetadataKeys">The keys, from the least to the most important.</param>
/// <param name="minCandidates">How many silos are to be left; with 1 the best ones alone.</param>
/// <param name="order">Place among the filters of the class.</param>
[AttributeUsage(AttributeTargets.Class)]
[Experimental("ORLEANSEXP004")]
public sealed class PreferredMatchSiloMetadataPlacementFilterAttribute(string[] orderedMetadataKeys, int minCandidates = 2, int order = 0)
    : PlacementFilterAttribute(new PreferredMatchSiloMetadataPlacementFilterStrategy(orderedMetadataKeys, minCandidates, order));

/// <inheritdoc cref="PreferredMatchSiloMetadataPlacementFilterAttribute"/>
public class PreferredMatchSiloMetadataPlacementFilterStrategy(string[] orderedMetadataKeys, int minCandidates, int order)
    : PlacementFilterStrategy(order)
{
    /// <summary>For the runtime, which sets the keys afterwards.</summary>
    public PreferredMatchSiloMetadataPlacementFilterStrategy()
        : this([], 2, 0)
    {
    }

    /// <summary>The keys, from the least to the most important.</summary>
    public string[] OrderedMetadataKeys { get; private set; } = orderedMetadataKeys;

    /// <summary>How many silos are to be left.</summary>
    public int MinCandidates { get; private set; } = minCandidates;

    /// <inheritdoc/>
    public override void AdditionalInitialize(GrainProperties properties)
    {
        OrderedMetadataKeys = GetPlacementFilterGrainProperty("ordered-metadata-keys", properties)?.Split(',', StringSplitOptions.RemoveEmptyEntries)
            ?? OrderedMetadataKeys;
        if (int.TryParse(GetPlacementFilterGrainProperty("min-candidates", properties), CultureInfo.InvariantCulture, out var least))
        {
            MinCandidates = least;
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) =>
    [
        new("ordered-metadata-keys", string.Join(',', OrderedMetadataKeys)),
        new("min-candidates", MinCandidates.ToString(CultureInfo.InvariantCulture)),
    ];
}

/// <summary>Carries out <see cref="PreferredMatchSiloMetadataPlacementFilterStrategy"/>.</summary>
internal sealed class PreferredMatchSiloMetadataPlacementFilterDirector(ILocalSiloDetails local, ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var strategy = (PreferredMatchSiloMetadataPlacementFilterStrategy)filterStrategy;
        SiloAddress[] all = [.. silos];
        if (all.Length <= strategy.MinCandidates)
        {
            return all;
        }

        var own = metadata.GetSiloMetadata(local.SiloAddress).Metadata;
        for (var given = 0; given < strategy.OrderedMetadataKeys.Length; given++)
        {
            var keys = strategy.OrderedMetadataKeys[given..];
            SiloAddress[] matching = [.. all.Where(silo => Array.TrueForAll(
                keys, key => own.GetValueOrDefault(key) == metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault(key)))];
            if (matching.Length >= strategy.MinCandidates)
            {
                return matching;
            }
        }

        return all;
    }
}
