using MathNet.Numerics.Distributions;

namespace ReAgent.Evaluation.Selection;

/// <summary>
/// Several differences that were estimated from the same episodes, with errors controlled over all of them at once: the probability that any interval misses,
/// or that any difference of 0 is declared to be none, is at most one minus the level.
/// </summary>
/// <remarks>
/// The joint distribution of the studentized differences comes from bootstrap resamples in which all differences were computed from the same draws. The
/// critical value is the quantile of the largest (max-t); differences are then told from 0 step by step, each time with the quantile over those that are
/// left. Romano and Wolf, "Exact and Approximate Stepdown Methods for Multiple Hypothesis Testing", JASA 2005, algorithm 4.1.
/// </remarks>
internal sealed class Contrasts
{
    private readonly double[] _points;
    private readonly double[] _errors;

    // [C][B] |draw − point| / error of each difference that varies; null for those that do not.
    private readonly double[]?[] _studentized;

    /// <param name="points">[C] the differences.</param>
    /// <param name="draws">[C][B] the differences in each resample; finite, B at least 2.</param>
    /// <param name="level">Confidence, in (0, 1).</param>
    public Contrasts(double[] points, double[][] draws, double level)
    {
        _points = points;
        _errors = [.. draws.Select(StandardError)];
        _studentized =
        [
            .. points.Select((point, contrast) => _errors[contrast] > 0
                ? draws[contrast].Select(draw => Math.Abs(draw - point) / _errors[contrast]).ToArray()
                : null),
        ];
        CriticalValue = Critical(Enumerable.Range(0, points.Length), level);
        Told = StepDown(level);
    }

    /// <summary>[C] standard errors of the differences.</summary>
    public IReadOnlyList<double> StandardErrors => _errors;

    /// <summary>By how many standard errors the differences may be off, all at once.</summary>
    public double CriticalValue { get; }

    /// <summary>[C] whether the difference is told from 0; its sign is then that of the estimate.</summary>
    public bool[] Told { get; }

    /// <summary>Half the width of a difference's interval.</summary>
    public double Margin(int contrast) => CriticalValue * _errors[contrast];

    private static double StandardError(double[] draws)
    {
        var mean = draws.Average();
        var error = Math.Sqrt(draws.Sum(draw => (draw - mean) * (draw - mean)) / (draws.Length - 1));

        // Rounding alone makes two policies differ that act alike.
        return error > 1e-12 * draws.Max(Math.Abs) ? error : 0;
    }

    private bool[] StepDown(double level)
    {
        var told = new bool[_points.Length];
        while (true)
        {
            int[] open = [.. Enumerable.Range(0, told.Length).Where(contrast => !told[contrast] && _studentized[contrast] is not null)];
            var critical = Critical(open, level);
            int[] found = [.. open.Where(contrast => Math.Abs(_points[contrast]) > critical * _errors[contrast])];
            if (found.Length == 0)
            {
                return told;
            }

            Array.ForEach(found, contrast => told[contrast] = true);
        }
    }

    // The quantile of the largest deviation, and no less than a single normal one: few resamples have thin tails.
    private double Critical(IEnumerable<int> contrasts, double level)
    {
        double[][] columns = [.. contrasts.Select(contrast => _studentized[contrast]).OfType<double[]>()];
        var normal = Normal.InvCDF(0, 1, (1 + level) / 2);
        if (columns.Length == 0)
        {
            return normal;
        }

        double[] largest = [.. Enumerable.Range(0, columns[0].Length).Select(draw => columns.Max(column => column[draw])).Order()];
        return Math.Max(normal, largest[Math.Min(largest.Length, (int)Math.Ceiling(level * (largest.Length + 1))) - 1]);
    }
}
