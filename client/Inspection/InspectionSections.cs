using System.Globalization;
using ReAgent.Data.Episodes;
using ReAgent.Data.Features;
using ReAgent.Data.Inspection;
using static ReAgent.Data.Inspection.Findings.FindingText;

namespace ReAgent.Client.Inspection;

/// <summary>The numbers of an inspection as aligned lines.</summary>
internal static class InspectionSections
{
    private const int MostColumns = 14;
    private const int MostActions = 8;
    private const int MostOutcomes = 5;
    private const int MostFeatures = 10;
    private const int MostSuspects = 5;

    public const string EpisodesTitle = "Episodes";
    public const string ActionsTitle = "Actions";
    public const string RewardsTitle = "Rewards";
    public const string FeaturesTitle = "Features of the state";

    /// <summary>What is said in sentences, without the tables.</summary>
    public static IEnumerable<(string Title, IEnumerable<string> Lines)> Sentences(LogContents contents) =>
    [
        (EpisodesTitle, Episodes(contents.Episodes)), (ActionsTitle, ActionLines(contents)), (RewardsTitle, []), (FeaturesTitle, FeatureLines(contents)),
    ];

    public static IEnumerable<(string Title, IEnumerable<string> Lines)> Of(LogInspection inspection)
    {
        yield return ("Files", Files(inspection));
        yield return ("Columns", Columns(inspection));
        if (inspection.Contents is { Rows: > 0 } contents)
        {
            yield return (EpisodesTitle, Episodes(contents.Episodes));
            yield return (ActionsTitle, Actions(contents));
            yield return (RewardsTitle, Rewards(contents));
            yield return (FeaturesTitle, Features(contents));
            yield return ("Leakage", Leaks(contents, MostSuspects));
            yield return ("Rows set aside", SetAside(contents, inspection.MaxQuarantinedShare));
        }
    }

    private static IEnumerable<string> Files(LogInspection inspection)
    {
        foreach (var format in inspection.Files.All.GroupBy(file => file.Format))
        {
            yield return $"{Count(format.Count(), "file")} of {format.Key}, {Bytes(format.Sum(file => file.Bytes))}, {Count(format.Sum(file => file.Rows), "row")}";
        }

        if (inspection.Contents?.Dates is { } dates)
        {
            yield return dates.First == dates.Last ? $"date (ds) {dates.First}" : $"dates (ds) from {dates.First} to {dates.Last}";
        }

        foreach (var damage in inspection.Files.Damaged.Take(3))
        {
            yield return $"damaged: {damage}";
        }
    }

    private static IEnumerable<string> Columns(LogInspection inspection)
    {
        // Those that are used come first; a wide table is mostly of columns that are not.
        var columns = inspection.Columns.OrderBy(column => column.TakenFor is null).ToArray();
        List<string[]> rows =
        [
            ["column", "type", "taken for"],
            .. columns.Take(MostColumns).Select(column => new[] { column.Name, column.Type, Use(column, inspection.Files.All.Length) }),
            .. inspection.Mapping.Unfilled.Select(missing => new[] { "(missing)", "", missing }),
        ];
        return [.. TextTable.Lines(rows, false, false, false), .. More(columns.Length - MostColumns, "column")];
    }

    private static string Use(ColumnInspection column, int files)
    {
        var use = column switch
        {
            { TakenFor: null } => "(not used)",
            { IsProposed: true } => $"{column.TakenFor} (proposed)",
            _ => column.TakenFor,
        };
        return $"{use}{(column.IsBlank ? ", no values" : "")}{(column.Files < files ? $", in {column.Files} of {files} files" : "")}";
    }

    private static IEnumerable<string> Episodes(EpisodesInspection episodes)
    {
        var about = episodes.IsExact ? "" : "about ";
        var lengths = episodes.Lengths;
        yield return $"{about}{Count(episodes.Count, "episode")} of {lengths.Minimum:N0} to {Count(lengths.Maximum, "row")}, median {lengths.Median:N0}, 95 % up to {lengths.Percentile95:N0}; {Part(episodes.SingleRow, episodes.Count)} of one row";
        yield return $"{Part(episodes.Ended, episodes.Count)} end with a decision, {Part(episodes.Truncated, episodes.Count)} were cut off";
        yield return $"{(episodes.OutOfOrder == 0 ? "stored in order" : $"{Part(episodes.OutOfOrder, episodes.Count)} not stored in order")}; {(episodes.CountsSteps ? $"{Part(episodes.WithGaps, episodes.Count)} have gaps" : episodes.IsBandit ? "single decisions" : "sequence numbers are time stamps")}; {episodes.DuplicateRows:N0} repeated rows";
    }

    /// <summary>The cells of an action's row: name, decisions, share, mean propensity, calibration, mean reward.</summary>
    public static string[] Cells(ActionInspection action) =>
    [
        action.Name, Whole(action.Count), Percent(action.Share), Value(action.MeanPropensity), Value(action.Calibration), Value(action.MeanReward),
    ];

    /// <summary>The cells of an outcome's row: name, smallest, mean, largest, standard deviation, share of zeros, missing.</summary>
    public static string[] Cells(NumberInspection number) =>
    [
        number.Name, Number(number.Minimum), Number(number.Mean), Number(number.Maximum), Number(number.StandardDeviation), Percent(number.ZeroShare),
        Whole(number.Missing + number.Infinite),
    ];

    /// <summary>The cells of a feature's row: id, type, share of rows, smallest, mean, largest.</summary>
    public static string[] Cells(FeatureInspection feature) =>
    [
        feature.Label, feature.Type?.InFiles() ?? "(too few values)", Percent(feature.Coverage), Number(feature.Minimum), Number(feature.Mean), Number(feature.Maximum),
    ];

    /// <summary>The reward and the metrics.</summary>
    public static IReadOnlyList<NumberInspection> Outcomes(LogContents contents) =>
    [
        .. contents.Reward is { } reward ? [reward] : Array.Empty<NumberInspection>(), .. contents.Metrics.Select(metric => metric with { Name = $"metric {metric.Name}" }),
    ];

    /// <summary>The suspects, one per line.</summary>
    public static IEnumerable<string> Leaks(LogContents contents, int most) => contents.Leaks.IsEmpty
        ? ["no feature tells the reward, the action, its propensity, or the end of the episode"]
        : contents.Leaks.Take(most).Select(leak => $"feature {leak.Feature} {leak.How}").Concat(More(contents.Leaks.Length - most, "suspect"));

    private static IEnumerable<string> Actions(LogContents contents)
    {
        var (actions, lines) = (contents.Actions.Discrete, ActionLines(contents).ToArray());
        IEnumerable<string> table = actions.IsEmpty
            ? []
            : TextTable.Lines([["action", "decisions", "share", "mean propensity", "calibration", "mean reward"], .. actions.Take(MostActions).Select(Cells)], false, true, true, true, true, true);
        return [lines[0], .. table, .. More(actions.Length - MostActions, "action"), .. lines[1..]];
    }

    private static IEnumerable<string> ActionLines(LogContents contents)
    {
        var actions = contents.Actions;
        var kind = actions.Kind switch
        {
            ActionKind.Discrete => $"{(actions.HasMore ? "more than " : "")}{Count(actions.Discrete.Length, "name")}",
            ActionKind.Parametric => Count(contents.ActionFeatures?.All.Length ?? 0, "feature"),
            _ => $"slates of {Number(actions.SlateLengths!.Minimum)} to {Number(actions.SlateLengths.Maximum)} items",
        };
        var possible = actions.Kind == ActionKind.Discrete ? $"; possible actions known for {Part(actions.WithPossible, actions.Decisions)}, {Whole(actions.Impossible)} not among them" : "";
        yield return $"{kind}; {Count(actions.Decisions, "decision")}, {Count(actions.WithoutAction, "row")} without{possible}";
        foreach (var feature in contents.ActionFeatures?.All.Take(MostActions) ?? [])
        {
            yield return $"action feature {feature.Label}: {Number(feature.Minimum)} to {Number(feature.Maximum)}, mean {Number(feature.Mean)}, in {Percent(feature.Coverage)} of the rows";
        }

        if (actions.Discrete.Any(action => action.Calibration is not null))
        {
            yield return "calibration: sum of 1 / propensity per decision in which the action was possible; 1 where propensities are right";
        }

        var propensities = contents.Propensities;
        yield return propensities.Known == 0
            ? "propensities: none"
            : $"propensities: {Number(propensities.Values.Minimum)} to {Number(propensities.Values.Maximum)}, mean {Number(propensities.Values.Mean)}; {Part(propensities.Missing, actions.Decisions)} missing, {Part(propensities.BelowOnePercent, propensities.Known)} below 0.01, {Part(propensities.ExactlyOne, propensities.Known)} exactly 1";
    }

    private static IEnumerable<string> Rewards(LogContents contents)
    {
        var outcomes = Outcomes(contents);
        return outcomes.Count == 0
            ? ["none"]
            : [
                .. TextTable.Lines([["", "smallest", "mean", "largest", "deviation", "zero", "missing"], .. outcomes.Take(MostOutcomes).Select(Cells)], false, true, true, true, true, true, true),
                .. More(outcomes.Count - MostOutcomes, "metric"),
            ];
    }

    private static IEnumerable<string> Features(LogContents contents)
    {
        var features = contents.State.All;
        var rarest = features.OrderBy(feature => feature.Coverage).ThenBy(feature => feature.Id).Take(MostFeatures);
        IEnumerable<string> table = features.IsEmpty
            ? []
            : TextTable.Lines([[features.Length > MostFeatures ? "rarest" : "feature", "type", "rows with it", "smallest", "mean", "largest"], .. rarest.Select(Cells)], false, false, true, true, true, true);
        return [.. FeatureLines(contents), .. table];
    }

    private static IEnumerable<string> FeatureLines(LogContents contents)
    {
        var features = contents.State;
        if (features.All.IsEmpty)
        {
            yield return features.HasTooMany ? "too many different ids to count" : "none";
            yield break;
        }

        var types = string.Join(", ", features.CountByType().Select(type => $"{type.Count} {type.Type.InFiles()}"));
        double[] coverage = [.. features.All.Select(feature => feature.Coverage).Order()];
        yield return $"{Count(features.All.Length, "feature")}: {(types.Length == 0 ? "none identified" : types)}; {features.All.Count(feature => feature.IsConstant)} constant";
        yield return coverage[0] == 1 ? "every feature has a value in every row" : $"rows with a value: {Percent(coverage[0])} for the rarest feature, {Percent(coverage[coverage.Length / 2])} for the median one, {Percent(coverage[^1])} for the most frequent";
    }

    private static IEnumerable<string> SetAside(LogContents contents, double limit) => contents.SetAside.Reasons.IsEmpty
        ? [$"none of {Count(contents.Rows, "row")}"]
        : [
            $"{Count(contents.SetAside.Rows, "row")}, {Percent(contents.SetAside.Share)}; a job stops above {Percent(limit)}",
            .. contents.SetAside.Reasons.Take(6).Select(reason => $"{reason.Rows:N0}  {reason.Reason}{(reason.Example is null ? "" : $"  ({reason.Example})")}"),
            .. More(contents.SetAside.Reasons.Length - 6, "reason"),
        ];

    private static IEnumerable<string> More(int count, string unit) => count > 0 ? [$"… and {Count(count, $"more {unit}")}"] : [];

    private static string Part(long count, long all) => all == 0 || count == 0 ? "0" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} ({Percent((double)count / all)})";

    private static string Whole(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Value(double? value) => value is { } number ? Number(number) : "-";

    /// <summary><c>231 MB</c>.</summary>
    internal static string Bytes(long bytes) => bytes switch
    {
        < 1000 => FormattableString.Invariant($"{bytes} bytes"),
        < 1_000_000 => FormattableString.Invariant($"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => FormattableString.Invariant($"{bytes / 1e6:0.#} MB"),
        _ => FormattableString.Invariant($"{bytes / 1e9:0.##} GB"),
    };
}
