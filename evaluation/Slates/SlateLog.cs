namespace ReAgent.Evaluation.Slates;

/// <summary>Slates that were shown, all of the same number of slots.</summary>
public sealed class SlateLog
{
    private SlateLog(SlateSample[] samples) => Samples = samples;

    public IReadOnlyList<SlateSample> Samples { get; }

    /// <summary>K, the number of slots; 0 when there are no samples.</summary>
    public int Slots => Samples.Count == 0 ? 0 : Samples[0].Slate.Count;

    /// <exception cref="InvalidSlateLogException">Samples are not as they must be; it lists every problem.</exception>
    public static SlateLog From(IEnumerable<SlateSample> samples)
    {
        SlateSample[] all = [.. samples];
        List<string> problems =
        [
            .. all.SelectMany((sample, index) => ProblemsOf(sample, all[0].Slate.Count).Select(problem => $"Sample {index}: {problem}")),
        ];
        return problems.Count == 0 ? new(all) : throw new InvalidSlateLogException(problems);
    }

    private static IEnumerable<string> ProblemsOf(SlateSample sample, int slots)
    {
        var items = sample.Target.Items;
        if (sample.Slate.Count != slots || sample.Target.Slots != slots || (sample.Logging is { } logging && logging.Slots != slots))
        {
            yield return $"its slate and policies have {sample.Slate.Count}, {sample.Target.Slots} and {sample.Logging?.Slots ?? slots} slots; "
                + $"the first sample's slate has {slots}.";
            yield break;
        }

        if (sample.Logging is { } other && other.Items != items)
        {
            yield return $"its policies choose from {other.Items} and {items} items; they must be the same.";
        }

        if (sample.Slate.Any(item => item < 0 || item >= items) || sample.Slate.Distinct().Count() < slots)
        {
            yield return $"its slate is {string.Join(", ", sample.Slate)}; it must hold distinct items of 0 to {items - 1}.";
        }

        if (!double.IsFinite(sample.Reward))
        {
            yield return $"its reward is {sample.Reward}; it must be finite.";
        }

        if (sample.SlatePropensity is < 0 or > 1 || sample.SlotPropensities?.Any(known => known is < 0 or > 1) == true)
        {
            yield return "a propensity is below 0 or above 1.";
        }

        foreach (var (name, column) in new[]
        {
            ("slot propensities", sample.SlotPropensities), ("slot rewards", sample.SlotRewards), ("slot weights", sample.SlotWeights),
        })
        {
            if (column is not null && column.Count != slots)
            {
                yield return $"it has {column.Count} {name} for {slots} slots.";
            }
        }

        if (sample.SlotRewards?.All(double.IsFinite) == false)
        {
            yield return "a slot's reward is not finite.";
        }

        if (sample.SlotWeights?.All(weight => weight >= 0 && double.IsFinite(weight)) == false)
        {
            yield return "a slot's weight is negative or not finite.";
        }
    }
}
