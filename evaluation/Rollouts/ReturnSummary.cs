using MathNet.Numerics.Distributions;

namespace ReAgent.Evaluation.Rollouts;

/// <summary>Returns of played episodes and what follows from them.</summary>
/// <param name="Environment">What was played.</param>
/// <param name="Episodes">Episodes played.</param>
/// <param name="MeanReturn">Mean undiscounted return.</param>
/// <param name="StandardDeviation">Standard deviation of the returns; 0 for a single episode.</param>
/// <param name="Low">Lower end of the 95 % interval of the mean (Student's t).</param>
/// <param name="High">Upper end of that interval.</param>
/// <param name="Minimum">Lowest return.</param>
/// <param name="Maximum">Highest return.</param>
/// <param name="Returns">Return of each episode.</param>
public sealed record ReturnSummary(
    string Environment, int Episodes, double MeanReturn, double StandardDeviation, double Low, double High, double Minimum, double Maximum, IReadOnlyList<double> Returns)
{
    /// <summary>Confidence of the interval.</summary>
    public const double Confidence = 0.95;

    /// <summary>The summary of one or more returns.</summary>
    public static ReturnSummary Of(string environment, IReadOnlyList<double> returns)
    {
        var n = returns.Count;
        var mean = returns.Average();
        var deviation = n < 2 ? 0 : Math.Sqrt(returns.Sum(value => (value - mean) * (value - mean)) / (n - 1));
        var half = n < 2 ? 0 : StudentT.InvCDF(0, 1, n - 1, (1 + Confidence) / 2) * deviation / Math.Sqrt(n);
        return new ReturnSummary(environment, n, mean, deviation, mean - half, mean + half, returns.Min(), returns.Max(), returns);
    }
}
