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
    public const string KindName = "play/1";

    /// <summary>The returns.</summary>
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
            () => EnvironmentCatalog.BuiltIn.Create(options.EnvName, options.MaxSteps), artifact.Policy, encoding.State, encoding.Actions);
        var returns = rollout.Play(options.Episodes, context.Item.Seed, done => context.Report(done, options.Episodes), context.CancellationToken);

        var played = ReturnSummary.Of(options.EnvName, returns);
        var output = context.Store.Stage(context.Item);
        output.Write(ReturnsFile, JsonSerializer.SerializeToUtf8Bytes(played, WorkJson.Format));
        return Task.FromResult(context.Publish(output, played with { Returns = [] }));
    }

    /// <summary>What determines the returns, beside policy, normalization and seed.</summary>
    public sealed record Options(string Model, string EnvName, int? MaxSteps, int Episodes);
}
