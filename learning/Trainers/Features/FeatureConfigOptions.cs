using System.Collections.Immutable;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Batches;
using ReAgent.Data.Features;
using ReAgent.Learning.Networks;

namespace ReAgent.Learning.Trainers.Features;

/// <summary>Which features a state consists of: the original's <c>state_feature_config_provider</c>.</summary>
[TaggedUnion]
public abstract record FeatureConfigOptions
{
    /// <summary>Ids of the only float features to use; empty uses all that the data holds.</summary>
    public abstract ImmutableArray<long> FloatFeatures { get; }

    /// <summary>How lists of ids become part of a state; null when there are none.</summary>
    public abstract IdEncoding? Ids { get; }

    /// <summary>The same for networks.</summary>
    public abstract IdBags? Bags { get; }

    /// <summary>How float features are normalized: as given, of the chosen ones alone.</summary>
    public PreprocessingOptions Narrow(PreprocessingOptions options) =>
        options.AllowedlistFeatures is null && !FloatFeatures.IsEmpty ? options with { AllowedlistFeatures = FloatFeatures } : options;
}
