using System.Text.Json;

namespace ReAgent.Client.Views.Clusters;

/// <summary>Experiments of a cluster as JSON.</summary>
internal static class ExperimentJson
{
    /// <summary>An object with the list <c>experiments</c>.</summary>
    public static string List(IEnumerable<ListedExperiment> experiments) => JsonText.Object(json => json.List("experiments", experiments, experiment => Head(json, experiment)));

    /// <summary>An object with all that is known of one.</summary>
    public static string Show(ListedExperiment experiment) => JsonText.Object(json =>
    {
        Head(json, experiment);
        var spec = experiment.Status!.Spec!;
        json.WriteString("from", ProgressText.Name(spec.From));
        json.WriteString("until", ProgressText.Name(spec.Until));
        json.List("stages", experiment.Status.Stages, stage => JsonLinesView.Stage(json, stage));
        json.WritePropertyName("config");
        json.WriteRawValue(spec.Config);
    });

    private static void Head(Utf8JsonWriter json, ListedExperiment experiment)
    {
        var (summary, spec) = (experiment.Summary, experiment.Status?.Spec);
        json.WriteString("name", summary?.Name ?? spec?.Name);
        json.WriteString("state", JsonText.Name(experiment.State));
        json.WriteNumber("priority", summary?.Priority ?? spec?.Priority ?? 0);
        json.WriteString("folder", summary?.Folder ?? spec?.Folder);
        json.Time("started", summary?.Started);
        json.Time("changed", summary?.Changed);
        json.WriteString("failure", experiment.Status?.Failure ?? summary?.Failure);
        if (experiment.Current is { } current)
        {
            json.WriteStartObject("current");
            JsonLinesView.Stage(json, current);
            json.WriteEndObject();
        }
    }
}
