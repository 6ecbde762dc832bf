using System.Text;
using System.Text.Json;
using ReAgent.Client.Sweeps;
using ReAgent.Evaluation.Selection;

namespace ReAgent.Client.Views.Sweeps;

/// <summary>What a sweep came to, for programs. It holds no times, so that the same sweep has the same bytes.</summary>
internal static class SweepJson
{
    /// <summary><c>sweep.json</c>: one object, in UTF-8, ending with a line feed.</summary>
    public static byte[] File(SweepResult result) => Encoding.UTF8.GetBytes(JsonText.Object(json => Summary(json, result)) + "\n");

    /// <summary>The fields of the summary.</summary>
    public static void Summary(Utf8JsonWriter json, SweepResult result)
    {
        var selection = result.Selection;
        json.WriteString("sweep", result.Plan.Place.Name);
        json.WriteString("folder", result.Plan.Place.Folder);
        json.Texts("varied", result.Plan.Axes.Select(axis => axis.Path));
        json.WriteString("picked", selection.Picked);
        json.WriteString("reason", selection.Reason);
        json.WriteString("estimator", selection.Estimator);
        json.WriteString("unit", selection.Unit is { } unit ? JsonText.Name(unit) : null);
        json.WriteNumber("confidence", SeedMean.Confidence);
        json.List("settings", selection.Settings, setting =>
        {
            json.WriteString("setting", setting.Setting);
            json.WriteNumber("trials", setting.Trials);
            json.WriteNumber("finished", setting.Finished);
            Mean(json, "above_log", setting.Gain);
            json.WriteStartObject("verdicts");
            foreach (var (verdict, count) in setting.Verdicts)
            {
                json.WriteNumber(JsonText.Name(verdict), count);
            }

            json.WriteEndObject();
            Mean(json, "environment_return", setting.EnvironmentReturn);
        });
        json.List("trials", result.Outcomes, outcome =>
        {
            Trial(json, outcome.Trial);
            json.WriteString("state", JsonText.Name(outcome.State));
            json.WriteString("failure", outcome.Failure);
            json.Optional("above_log", outcome.Score.Estimates.FirstOrDefault(estimate => estimate.Estimator == selection.Estimator)?.Difference);
            json.WriteString("verdict", outcome.Score.Verdict is { } verdict ? JsonText.Name(verdict) : null);
            json.Optional("environment_return", outcome.Score.EnvironmentReturn);
            json.WriteBoolean("below_bar", outcome.IsBelowBar);
        });
    }

    /// <summary>The fields that say which trial it is.</summary>
    public static void Trial(Utf8JsonWriter json, PlannedTrial trial)
    {
        json.WriteString("setting", trial.Setting);
        json.WriteNumber("seed", trial.Request.Seed);
        json.WriteString("folder", trial.Request.Spec.Folder);
    }

    private static void Mean(Utf8JsonWriter json, string name, SeedMean? mean)
    {
        if (mean is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.Optional("mean", mean.Mean);
        json.Optional("low", mean.Low);
        json.Optional("high", mean.High);
        json.WriteNumber("seeds", mean.Seeds);
        json.WriteEndObject();
    }
}
