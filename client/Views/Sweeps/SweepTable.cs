using System.Globalization;
using ReAgent.Client.Sweeps;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Selection;
using ReAgent.Evaluation.Verdicts;

namespace ReAgent.Client.Views.Sweeps;

/// <summary>What a sweep came to, for people.</summary>
internal static class SweepTable
{
    /// <summary>One line for each setting, below lines that say what the columns are.</summary>
    public static IEnumerable<string> Of(SweepResult result)
    {
        var selection = result.Selection;
        var percent = 100 * SeedMean.Confidence;
        return
        [
            $"Mean over seeds, with its {percent:0} % interval (Student's t).",
            selection.EstimatorName is { } name ? $"above the log: {Unit(selection.Unit!.Value)}, as estimated by {name}" : "above the log: no estimate",
            "environment: mean return of played episodes, to look at; nothing is picked by it",
            "",
            .. Rows(selection),
        ];
    }

    private static IEnumerable<string> Rows(SettingSelection selection)
    {
        string[][] rows =
        [
            ["", "setting", "seeds", "above the log", "verdicts", "environment"],
            .. selection.Settings.Select(setting => new[]
            {
                setting.Setting == selection.Picked ? "*" : "",
                setting.Setting,
                setting.Finished == setting.Trials ? $"{setting.Trials}" : $"{setting.Finished} of {setting.Trials}",
                Text(setting.Gain),
                setting.Verdicts.IsEmpty ? "-" : string.Join(", ", setting.Verdicts.Select(verdict => $"{verdict.Value} {Name(verdict.Key)}")),
                Text(setting.EnvironmentReturn),
            }),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <summary>The setting that is picked and why, or why none is.</summary>
    public static string Pick(SweepResult result) => result.Selection.Picked is { } picked ? $"Picked: {picked}. {result.Selection.Reason}" : result.Selection.Reason;

    /// <summary>How the sweep ended, in a sentence.</summary>
    public static string Ending(SweepResult result)
    {
        var duration = ProgressText.Duration(result.Elapsed);
        var failed = result.Failed.ToArray();
        return result switch
        {
            { WasStopped: true } => $"stopped after {duration}; the same command continues from there",
            _ when failed.Length > 0 => $"{failed.Length} of {Count(result.Outcomes.Length, "trial")} failed, after {duration}: {string.Join("; ", failed.Select(outcome => $"{outcome.Trial.Label}: {outcome.Failure}"))}",
            { IsBelowBar: true } => $"completed in {duration}, but {(result.Selection.Picked is null ? "a policy" : "a policy of the picked setting")} is below passing_score_bar",
            _ => $"completed in {duration}",
        };
    }

    /// <summary><c>1 trial</c>, <c>4 trials</c>.</summary>
    public static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string Text(SeedMean? mean) => mean switch
    {
        null => "-",
        { Low: { } low, High: { } high } => $"{Number(mean.Mean)} [{Number(low)}, {Number(high)}]",
        _ => Number(mean.Mean),
    };

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Name(Judgement judgement) => new Verdict(judgement, "", []).Label;

    private static string Unit(EstimateUnit unit) => unit == EstimateUnit.RewardPerStep ? "reward per step" : "discounted return per episode";
}
