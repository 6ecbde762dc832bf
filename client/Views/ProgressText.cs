using System.Globalization;
using ReAgent.Client.Experiments;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;

namespace ReAgent.Client.Views;

/// <summary>Puts progress in words: the same ones for a terminal and for a log.</summary>
internal static class ProgressText
{
    /// <summary>Width of the longest stage name.</summary>
    public static int NameWidth { get; } = Enum.GetValues<Stage>().Max(stage => Name(stage).Length);

    public static string Name(Stage stage) => stage.ToString().ToLowerInvariant();

    /// <summary><c>done</c>, <c>already there</c>, <c>not needed</c>, …</summary>
    public static string Name(StageState state) => state switch
    {
        StageState.Reused => "already there",
        StageState.Skipped => "not needed",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary><c>12,000 of 30,000 steps (40 %), 6,000/s, 3 s left, loss 0.0123</c>: what is known of it.</summary>
    public static string Of(StageStatus stage)
    {
        var progress = stage.Progress;
        var parts = new List<string> { Amount(progress) };
        if (Rate(stage) is { } rate)
        {
            parts.Add($"{Number(rate)}/s");
            if (progress.Total > progress.Completed)
            {
                parts.Add($"{Duration(TimeSpan.FromSeconds((progress.Total - progress.Completed) / rate))} left");
            }
        }

        parts.AddRange(progress.Readings.Select(reading => $"{reading.Key} {Number(reading.Value)}"));
        return stage.Note is null ? string.Join(", ", parts) : $"{string.Join(", ", parts)}; {stage.Note}";
    }

    /// <summary><c>12,000 of 30,000 steps (40 %)</c>.</summary>
    public static string Amount(WorkProgress progress)
    {
        if (progress.Total == 0)
        {
            return $"{Count(progress.Completed)} {progress.Unit}";
        }

        // Rounded down, so that 100 % means that nothing is left.
        var percent = Math.Floor(100.0 * progress.Completed / progress.Total);
        return $"{Count(progress.Completed)} of {Count(progress.Total)} {progress.Unit} ({percent} %)";
    }

    /// <summary>How a run ended, as a sentence.</summary>
    public static string Ending(RunResult result) => result.Status.State switch
    {
        ExperimentState.Completed when result.BelowBar is { } verdict =>
            $"completed in {Duration(result.Elapsed)}, but the policy is below passing_score_bar ({verdict})",
        ExperimentState.Completed when result.NothingToDo => "nothing to do: every stage's output is there",
        ExperimentState.Completed => $"completed in {Duration(result.Elapsed)}",
        _ when result.WasLeft => RunText.Left(result.Status.Spec?.Name ?? ""),
        ExperimentState.Cancelled => $"stopped after {Duration(result.Elapsed)}; the same command continues from there",
        ExperimentState.Unknown => "gone: the experiment was deleted",
        _ => $"failed after {Duration(result.Elapsed)}: {result.Status.Failure ?? "no reason was given"}",
    };

    /// <summary><c>4.1 s</c>, <c>1 min 02 s</c> or <c>3 h 05 min</c>.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 9.95 => FormattableString.Invariant($"{time.TotalSeconds:0.0} s"),
        < 59.5 => FormattableString.Invariant($"{time.TotalSeconds:0} s"),
        < 3599.5 => FormattableString.Invariant($"{(int)(Math.Round(time.TotalSeconds) / 60)} min {Math.Round(time.TotalSeconds) % 60:00} s"),
        _ => FormattableString.Invariant($"{(int)(Math.Round(time.TotalMinutes) / 60)} h {Math.Round(time.TotalMinutes) % 60:00} min"),
    };

    /// <summary>Four significant digits, with separators from a thousand on.</summary>
    public static string Number(double value) => Math.Abs(value) >= 1000
        ? value.ToString("N0", CultureInfo.InvariantCulture)
        : value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    // In the first half second the rate says more about the start than about the work.
    private static double? Rate(StageStatus stage) =>
        stage.Elapsed.TotalSeconds >= 0.5 && stage.Progress.Completed > 0 ? stage.Progress.Completed / stage.Elapsed.TotalSeconds : null;
}
