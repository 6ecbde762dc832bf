namespace ReAgent.Data.Features.Statistics;

/// <summary>
/// Minimum of a function of one variable, by golden sections and parabolas (Brent, "Algorithms for Minimization without Derivatives",
/// 1973).
/// </summary>
internal static class BrentMinimizer
{
    private const double RelativeTolerance = 1.5e-8; // about the square root of float64's precision: minima are no sharper than that
    private const double AbsoluteTolerance = 1e-11;
    private const double Golden = 0.3819660112501051; // (3 − √5) / 2
    private const int MaximumSteps = 500;
    private const double FarthestBound = 1024;

    /// <summary>Finds the minimum of a function that falls to one minimum and rises after it.</summary>
    /// <param name="function">Finite near its minimum; may be positive infinity elsewhere.</param>
    /// <param name="low">Lower end of the interval to begin with.</param>
    /// <param name="high">Upper end; the interval is widened while the function falls towards an end, up to ±1024.</param>
    public static double Minimize(Func<double, double> function, double low, double high)
    {
        (low, high) = Bracket(function, low, high);

        // Names as in the literature: x the best point, w the second best, v the previous w, u the newest.
        var x = low + (Golden * (high - low));
        var (w, v) = (x, x);
        var fx = function(x);
        var (fw, fv) = (fx, fx);
        var (step, previousStep) = (0.0, 0.0);
        for (var i = 0; i < MaximumSteps; i++)
        {
            var middle = 0.5 * (low + high);
            var tolerance = (RelativeTolerance * Math.Abs(x)) + AbsoluteTolerance;
            if (Math.Abs(x - middle) <= (2 * tolerance) - (0.5 * (high - low)))
            {
                break;
            }

            if (ParabolicStep() is { } parabolic)
            {
                (previousStep, step) = (step, parabolic);
                var landing = x + step;
                if (landing - low < 2 * tolerance || high - landing < 2 * tolerance)
                {
                    step = Math.CopySign(tolerance, middle - x);
                }
            }
            else
            {
                previousStep = x < middle ? high - x : low - x;
                step = Golden * previousStep;
            }

            var u = x + (Math.Abs(step) >= tolerance ? step : Math.CopySign(tolerance, step));
            var fu = function(u);
            if (fu <= fx)
            {
                (low, high) = u < x ? (low, x) : (x, high);
                (v, w, x) = (w, x, u);
                (fv, fw, fx) = (fw, fx, fu);
                continue;
            }

            (low, high) = u < x ? (u, high) : (low, u);
            if (fu <= fw || w == x)
            {
                (v, w) = (w, u);
                (fv, fw) = (fw, fu);
            }
            else if (fu <= fv || v == x || v == w)
            {
                (v, fv) = (u, fu);
            }

            // The minimum of the parabola through x, w and v, when it lies inside and moves less than half of the step before last.
            double? ParabolicStep()
            {
                if (Math.Abs(previousStep) <= tolerance)
                {
                    return null;
                }

                var r = (x - w) * (fx - fv);
                var q = (x - v) * (fx - fw);
                var p = ((x - v) * q) - ((x - w) * r);
                q = 2 * (q - r);
                if (q > 0)
                {
                    p = -p;
                }

                q = Math.Abs(q);
                return Math.Abs(p) < Math.Abs(0.5 * q * previousStep) && p > q * (low - x) && p < q * (high - x) ? p / q : null;
            }
        }

        return x;
    }

    /// <summary>Widens the interval until the function does not fall towards either end.</summary>
    private static (double Low, double High) Bracket(Func<double, double> function, double low, double high)
    {
        var middle = 0.5 * (low + high);
        var (atLow, atMiddle, atHigh) = (function(low), function(middle), function(high));
        while (atHigh < atMiddle && high < FarthestBound)
        {
            (low, middle, atMiddle) = (middle, high, atHigh);
            high += 2 * (middle - low);
            atHigh = function(high);
        }

        while (atLow < atMiddle && low > -FarthestBound)
        {
            (high, middle, atMiddle) = (middle, low, atLow);
            low -= 2 * (high - middle);
            atLow = function(low);
        }

        return (low, high);
    }
}
