using System.Globalization;
using System.Text.Json;
using ReAgent.Client.Experiments;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Views.Clusters;

/// <summary>Experiments of a cluster in words.</summary>
internal static class ExperimentText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The rows of a list, the header first: name, state, priority, started, changed, progress.</summary>
    public static IReadOnlyList<string[]> List(IEnumerable<ListedExperiment> experiments, LocalTime times) =>
    [
        ["name", "state", "priority", "started", "changed", "progress"],
        .. experiments.Select(experiment => new[]
        {
            experiment.Summary!.Name,
            JsonText.Name(experiment.State),
            experiment.Summary.Priority.ToString(CultureInfo.InvariantCulture),
            times.Of(experiment.Summary.Started),
            times.Of(experiment.Summary.Changed),
            Progress(experiment),
        }),
    ];

    /// <summary>All that is known of one.</summary>
    public static IEnumerable<string> Show(ListedExperiment experiment, LocalTime times)
    {
        var status = experiment.Status!;
        var spec = status.Spec!;
        yield return $"{spec.Name}: {JsonText.Name(status.State)}";
        yield return $"  stages    {RunText.Way(spec)}";
        yield return $"  folder    {spec.Folder}";
        yield return $"  priority  {spec.Priority.ToString(CultureInfo.InvariantCulture)}";
        if (experiment.Summary is { } summary)
        {
            yield return $"  started   {times.Of(summary.Started)}";
            yield return $"  changed   {times.Of(summary.Changed)}";
        }

        if (status.Failure is { } failure)
        {
            yield return $"  failure   {failure}";
        }

        yield return "";
        foreach (var line in SummaryLines.Of(new RunResult(status, TimeSpan.Zero)))
        {
            yield return line;
        }

        if (experiment.Current is { } current)
        {
            yield return "";
            yield return $"{ProgressText.Name(current.Stage)}: {ProgressText.Of(current)}";
        }

        yield return "";
        using var config = JsonDocument.Parse(spec.Config);
        yield return JsonSerializer.Serialize(config.RootElement, Indented);
    }

    private static string Progress(ListedExperiment experiment) => experiment switch
    {
        { Current: { } stage } => $"{ProgressText.Name(stage.Stage)}: {ProgressText.Amount(stage.Progress)}{(stage.Note is null ? "" : $"; {stage.Note}")}",
        { State: ExperimentState.Failed, Summary.Failure: { } failure } => FirstLine(failure),
        _ => "",
    };

    private static string FirstLine(string text) => text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? text[..end].TrimEnd() : text;
}
