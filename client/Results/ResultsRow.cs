namespace ReAgent.Client.Results;

/// <summary>What an experiment file earned, seed by seed.</summary>
/// <param name="Experiment">The experiment file.</param>
/// <param name="Results">One per seed, null where the seed has not been run.</param>
internal sealed record ResultsRow(ResultsExperiment Experiment, IReadOnlyList<SeedResult?> Results)
{
    /// <summary>Median of the last policies' mean returns; null as long as a seed is missing.</summary>
    public double? Median => Results.Contains(null) ? null : MedianOf([.. Results.Select(result => result!.Last)]);

    /// <summary>Median of the whole time; null as long as a seed is missing.</summary>
    public double? Seconds => Results.Contains(null) ? null : MedianOf([.. Results.Select(result => result!.Seconds)]);

    /// <summary>Whether the median is below the file's own bar.</summary>
    public bool IsBelowBar => Experiment.Bar is { } bar && Median < bar;

    private static double MedianOf(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
