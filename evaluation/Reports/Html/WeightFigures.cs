using ReAgent.Evaluation.Reports.Charts;
using ReAgent.Evaluation.Weights;
using static ReAgent.Evaluation.Reports.Html.NumberText;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>How far the estimates hang on few weights, and on propensities that are right.</summary>
internal static class WeightFigures
{
    public static void Write(Markup page, CounterfactualSummary summary)
    {
        if (summary.Weights.Count == 0 && summary.Sensitivity is null)
        {
            return;
        }

        using (page.Element("div", ("class", "pair")))
        {
            foreach (var weights in summary.Weights)
            {
                WriteWeights(page.NewLine(), weights);
            }

            if (summary.Sensitivity is { } sensitivity)
            {
                WriteSensitivity(page.NewLine(), sensitivity);
            }
        }

        page.NewLine();
    }

    private static void WriteWeights(Markup page, WeightDistribution weights)
    {
        IReadOnlyList<BarRow> rows =
        [
            .. weights.Bins.Select(bin => new BarRow(
                Name(bin), $"{Percent(bin.Share)} of {weights.Unit}, {Percent(bin.ShareOfWeight)} of weight", [(bin.Share * 100, "bar logged"), (bin.ShareOfWeight * 100, "bar target")])),
        ];
        var words = string.Join("; ", rows.Select(row => $"{row.Name}: {row.Numbers}"));
        Figure.Write(
            page,
            $"Weights of {weights.Unit}",
            $"worth {Value(weights.EffectiveSampleSize)} equally weighted {weights.Unit}",
            new BarChart($"Importance weights of {weights.Unit} by size. {words}.", rows, "%").Write,
            [$"Outlined: share of the {weights.Unit}. Filled: share of all weight. Where few {weights.Unit} have most of the weight, they decide the estimate."]);
    }

    private static void WriteSensitivity(Markup page, SensitivitySummary sensitivity)
    {
        ForestRow[] rows =
        [
            new("propensities right", new(sensitivity.Estimate)),
            .. sensitivity.Bounds.Select(bound => new ForestRow($"off by up to {Value(bound.Factor)} times", new(sensitivity.Estimate, bound.Low, bound.High))),
        ];
        var words = string.Join("; ", rows.Select(row => $"{row.Name}: {Interval(row.Estimate)}"));
        Figure.Write(
            page,
            "If propensities are wrong",
            "where the weighted estimate may lie, chance apart",
            new ForestChart($"Range of the weighted estimate by how wrong propensities may be. {words}.", rows, "mean return of an episode", sensitivity.LoggedMean, $"logged: {Value(sensitivity.LoggedMean)}").Write,
            [
                sensitivity.Breaking is { } factor
                    ? $"Off by {Value(factor)} times, each in the worst direction, propensities could put the estimate on the other side of the log."
                    : "However wrong propensities are, the estimate stays on its side of the log.",
            ]);
    }

    private static string Name(WeightBin bin) => (bin.Low, bin.High) switch
    {
        (_, 0) => "0",
        (0, _) => $"below {Value(bin.High)}",
        _ => $"{Value(bin.Low)} to {Value(bin.High)}",
    };
}
