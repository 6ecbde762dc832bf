using System.Text;
using ReAgent.Contracts.Work;
using ReAgent.Data.Features;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Features;

/// <summary>Merges the shards' feature samples and identifies normalization parameters from them.</summary>
public sealed class NormalizationWork : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "normalization/2";

    /// <summary>Normalization of the state features, in the original's format.</summary>
    public const string StateFile = "normalization.json";

    /// <summary>Normalization of the features of continuous actions.</summary>
    public const string ActionFile = "action_normalization.json";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "features";

    /// <inheritdoc/>
    public Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        var output = context.Store.Stage(context.Item);
        var state = Identify(context, "state-", options.State, null) ?? throw new InvalidDataException("The timeline has no state features.");
        output.Write(StateFile, Encoding.UTF8.GetBytes(NormalizationJson.Write(state.Parameters)), state.Parameters.Count);
        if (options.Action is not null && Identify(context, "action-", options.Action, FeatureType.ContinuousAction) is { } action)
        {
            output.Write(ActionFile, Encoding.UTF8.GetBytes(NormalizationJson.Write(action.Parameters)), action.Parameters.Count);
        }

        return Task.FromResult(context.Publish(output, state.Summary));
    }

    private static (IReadOnlyDictionary<long, NormalizationParameters> Parameters, Summary Summary)? Identify(
        WorkContext context, string prefix, PreprocessingOptions options, FeatureType? everyFeature)
    {
        FeatureSample? merged = null;
        foreach (var input in context.Item.Inputs.Where(input => Path.GetFileName(input.Path).StartsWith(prefix, StringComparison.Ordinal)))
        {
            using var file = File.OpenRead(context.PathOf(input));
            var sample = FeatureSample.Read(file);
            if (merged is null)
            {
                merged = sample;
            }
            else
            {
                merged.Merge(sample);
            }
        }

        if (merged is null)
        {
            return null;
        }

        var identified = FeatureIdentification.Identify(merged, options, everyFeature);
        context.Report(identified.Parameters.Count, merged.Features.Count);
        return (identified.Parameters, Summarize(merged, identified));
    }

    private static Summary Summarize(FeatureSample sample, IdentifiedFeatures identified) => new(
        new SortedDictionary<string, int>(
            identified.Parameters.Values.CountBy(parameters => parameters.Type.InFiles().ToLowerInvariant()).ToDictionary(count => count.Key, count => count.Value), StringComparer.Ordinal),
        [.. sample.Features.Select(feature => feature.FeatureId).Where(id => !identified.Parameters.ContainsKey(id))],
        [.. sample.Features.Select(feature => new Feature(feature.FeatureId, feature.Count, sample.Rows))]);

    /// <summary>What determines the parameters, beside the samples.</summary>
    public sealed record Options(PreprocessingOptions State, PreprocessingOptions? Action);

    /// <summary>What was found.</summary>
    /// <param name="Types">Number of features of each type.</param>
    /// <param name="Unidentified">Features that were left out, for want of values.</param>
    /// <param name="Features">How often each feature was seen.</param>
    public sealed record Summary(SortedDictionary<string, int> Types, IReadOnlyList<long> Unidentified, IReadOnlyList<Feature> Features);

    /// <summary>How often a feature was seen.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Values">Rows with a value.</param>
    /// <param name="Rows">Rows in all.</param>
    public sealed record Feature(long Id, long Values, long Rows);
}
