using System.Globalization;
using System.Text.Json;
using ReAgent.Contracts.Work;
using ReAgent.Environments.Catalog;
using ReAgent.Evaluation.Rollouts;
using ReAgent.Grains.Experiments;
using ReAgent.Grains.Features;
using ReAgent.Grains.Training;
using ReAgent.Grains.Work;
using ReAgent.Learning;
using ReAgent.Learning.Policies;

namespace ReAgent.Grains.Evaluation;

/// <summary>Plays the policy in the environment.</summary>
public sealed class PlayWork(ExperimentConfigReader configs) : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "play/2";

    /// <summary>The returns of the policy that is published.</summary>
    public const string ReturnsFile = "evaluation/play.json";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "episodes";

    /// <inheritdoc/>
    public Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        Compute.UseThreads(1);
        var manifest = context.Item.Inputs.First(input => Path.GetFileName(input.Path) == "policy.json");
        using var artifact = PolicyArtifact.Load(Path.GetDirectoryName(context.PathOf(manifest))!, Compute.Device("cpu"));
        var normalization = context.Item.Inputs.First(input => Path.GetFileName(input.Path) == NormalizationWork.StateFile);
        var actions = context.Item.Inputs.FirstOrDefault(input => Path.GetFileName(input.Path) == NormalizationWork.ActionFile);
        var encoding = Encodings.For(configs.ReadModel(options.Model), context.PathOf(normalization), actions is null ? null : context.PathOf(actions), []);
        var rollout = new PolicyRollout(
            () => EnvironmentCatalog.BuiltIn.Create(options.EnvName, options.MaxSteps), artifact.Policy, encoding);
        var returns = rollout.Play(options.Episodes, context.Item.Seed, done => context.Report(done, options.Episodes), context.CancellationToken);

        var played = ReturnSummary.Of(options.EnvName, returns);
        var output = context.Store.Stage(context.Item);
        output.Write(FileOf(options.Snapshot), JsonSerializer.SerializeToUtf8Bytes(played, WorkJson.Format));
        return Task.FromResult(context.Publish(output, new Summary(options.Snapshot, played with { Returns = [] })));
    }

    private static string FileOf(int? snapshot) => snapshot is { } epoch ? $"evaluation/snapshots/{epoch.ToString("00000", CultureInfo.InvariantCulture)}.json" : ReturnsFile;

    /// <summary>What determines the returns, beside policy, normalization and seed.</summary>
    /// <param name="Model">The model's options as canonical JSON.</param>
    /// <param name="EnvName">What is played.</param>
    /// <param name="MaxSteps">Steps after which an episode is cut off; null for the environment's own limit.</param>
    /// <param name="Episodes">Episodes to play.</param>
    /// <param name="Snapshot">Epochs or rounds that the policy has learned for; null for the one that is published.</param>
    public sealed record Options(string Model, string EnvName, int? MaxSteps, int Episodes, int? Snapshot);

    /// <summary>What was earned.</summary>
    /// <param name="Snapshot">Epochs or rounds that the policy has learned for; null for the one that is published.</param>
    /// <param name="Returns">Summary of the returns, without the list.</param>
    public sealed record Summary(int? Snapshot, ReturnSummary Returns);
}
