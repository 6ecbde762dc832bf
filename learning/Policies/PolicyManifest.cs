using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Learning.Cpe;
using ReAgent.Learning.Trainers.Features;

namespace ReAgent.Learning.Policies;

/// <summary>What an artifact says about itself: its <c>policy.json</c>.</summary>
public sealed record PolicyManifest
{
    /// <summary>The only format that this version reads and writes.</summary>
    public const string CurrentFormat = "reagent-policy/1";

    /// <summary>Format of the artifact.</summary>
    [Description("Format of the artifact. Default: reagent-policy/1.")]
    public string Format { get; init; } = CurrentFormat;

    /// <summary>Model that was trained, as the configuration names it: <c>DiscreteDQN</c>.</summary>
    [Description("Model that was trained.")]
    public required string Model { get; init; }

    /// <summary>The policy apart from its weights.</summary>
    [Description("The policy apart from its weights.")]
    public required PolicyDescription Policy { get; init; }

    /// <summary>The model of rewards and values that judges the policy; null when none was trained.</summary>
    [Description("The model that judges the policy. Default: null.")]
    public CpeDescription? Cpe { get; init; }

    /// <summary>Ids of the state features that are normalized into the policy's input.</summary>
    [Description("Ids of the state features. Default: none.")]
    public ImmutableArray<long> StateFeatures { get; init; } = [];

    /// <summary>The lists of ids whose bags follow the normalized state features in the policy's input, and their tables; null where there are none.</summary>
    [Description("The lists of ids that follow the state features in the policy's input. Default: null.")]
    public FeatureConfigOptions? StateIds { get; init; }

    /// <summary>Whether a missing state feature counts as a value of 0; otherwise it takes the place in the policy's input that means "missing".</summary>
    [Description("true: a missing state feature counts as 0. Default: false.")]
    public bool SetMissingValueToZero { get; init; }

    /// <summary>γ: what the policy was trained to earn is the sum of γ^t r_t; in [0, 1].</summary>
    [Description("Discount that the policy was trained with. Default: 1.")]
    public double Discount { get; init; } = 1;

    /// <summary>Ids of the features of continuous actions.</summary>
    [Description("Ids of the features of continuous actions. Default: none.")]
    public ImmutableArray<long> ActionFeatures { get; init; } = [];

    /// <summary>How the policy came to be.</summary>
    [Description("How the policy came to be.")]
    public PolicyProvenance Training { get; init; } = new();

    /// <summary>SHA-256 of <c>weights.safetensors</c>, lower-case hexadecimal.</summary>
    [Description("SHA-256 of the weights.")]
    public string WeightsSha256 { get; init; } = "";
}
