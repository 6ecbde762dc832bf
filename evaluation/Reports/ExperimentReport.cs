using System.Text.Json.Serialization;

namespace ReAgent.Evaluation.Reports;

/// <summary>
/// Everything that one experiment found, for people who must decide whether to ship its policy. <see cref="ReportJson"/> stores it and
/// <see cref="HtmlReport"/> shows it. What did not take place is null; what took place and found nothing is empty.
/// </summary>
/// <param name="Name">Name of the experiment.</param>
/// <param name="Title">One line for people: what was learnt from what.</param>
/// <param name="Seed">Seed of every random stream of the experiment.</param>
/// <param name="Counterfactual">How the policy compares with the one that logged the data; null when that was not estimated.</param>
/// <param name="Environment">How the policy did in an environment; null when it was not played.</param>
/// <param name="Training">How it was trained; null when nothing was.</param>
/// <param name="Data">What it was trained on; null when no data was read.</param>
/// <param name="Stages">Wall-clock time of each stage, in the order of the stages.</param>
/// <param name="Files">Files that the experiment leaves behind.</param>
/// <param name="Software">Versions of what computed it: the product, the runtime, the tensor library.</param>
/// <param name="Config">The canonical configuration.</param>
/// <param name="FinishedAt">When the experiment finished; null keeps the report free of the clock.</param>
public sealed record ExperimentReport(
    string Name,
    string Title,
    ulong Seed,
    CounterfactualSummary? Counterfactual,
    EnvironmentSummary? Environment,
    TrainingSummary? Training,
    DataSummary? Data,
    IReadOnlyList<StageTiming> Stages,
    IReadOnlyList<ProducedFile> Files,
    IReadOnlyList<SoftwareComponent> Software,
    ConfigText Config,
    DateTimeOffset? FinishedAt = null)
{
    /// <summary>The version that this library writes, and the newest that it reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the report's shape. It rises when a reader of the former version would misread the report.</summary>
    [JsonPropertyOrder(-1)]
    public int ReportVersion { get; init; } = CurrentVersion;
}
