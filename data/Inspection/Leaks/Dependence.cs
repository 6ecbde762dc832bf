namespace ReAgent.Data.Inspection.Leaks;

/// <summary>How closely two things that were seen together depend on each other.</summary>
internal static class Dependence
{
    /// <summary>So many pairs at least, for their agreement to mean anything.</summary>
    public const int FewestPairs = 50;

    /// <summary>So many pairs at least must differ from the most frequent one, or a constant would explain everything.</summary>
    private const int FewestExceptions = 5;

    /// <summary>So many pairs at least for each different value, or values that hardly repeat would explain everything.</summary>
    private const int FewestPerValue = 10;

    /// <summary>Pearson's correlation over the pairs of finite numbers; NaN with fewer than <see cref="FewestPairs"/> or without variation.</summary>
    public static double Correlation(double[] left, double[] right)
    {
        var (count, x, y, xx, yy, xy) = (0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var pair = 0; pair < left.Length; pair++)
        {
            if (!double.IsFinite(left[pair]) || !double.IsFinite(right[pair]))
            {
                continue;
            }

            count++;
            var (dx, dy) = (left[pair] - x, right[pair] - y);
            x += dx / count;
            y += dy / count;
            xx += dx * (left[pair] - x);
            yy += dy * (right[pair] - y);
            xy += dx * (right[pair] - y);
        }

        return count < FewestPairs || xx <= 0 || yy <= 0 ? double.NaN : xy / Math.Sqrt(xx * yy);
    }

    /// <summary>True when the values are the same in every pair, and not all the same.</summary>
    public static bool AreEqual(double[] left, double[] right) => left.Length >= FewestPairs && left.AsSpan().SequenceEqual(right) && left.Distinct().Skip(1).Any();

    /// <summary>True when each value of the first comes with one value of the second only, and the second varies.</summary>
    public static bool Determines<T>(double[] values, T[] outcomes)
        where T : notnull
    {
        if (values.Length < FewestPairs || !Varies(outcomes))
        {
            return false;
        }

        var outcomeOf = new Dictionary<double, T>();
        for (var pair = 0; pair < values.Length; pair++)
        {
            if (!outcomeOf.TryGetValue(values[pair], out var outcome))
            {
                outcomeOf[values[pair]] = outcomes[pair];
            }
            else if (!outcome.Equals(outcomes[pair]))
            {
                return false;
            }
        }

        return outcomeOf.Count * FewestPerValue <= values.Length;
    }

    /// <summary>True when the values of each outcome form one range apart from the others', and there are several outcomes.</summary>
    public static bool Separates<T>(double[] values, T[] outcomes)
        where T : notnull
    {
        if (values.Length < FewestPairs || !Varies(outcomes))
        {
            return false;
        }

        var order = Enumerable.Range(0, values.Length).OrderBy(pair => values[pair]).ToArray();
        var seen = new HashSet<T>();
        for (var i = 0; i < order.Length; i++)
        {
            var starts = i == 0 || !outcomes[order[i]].Equals(outcomes[order[i - 1]]);
            if (starts && (!seen.Add(outcomes[order[i]]) || (i > 0 && values[order[i]] == values[order[i - 1]])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Varies<T>(T[] outcomes)
        where T : notnull => outcomes.Length - outcomes.CountBy(outcome => outcome).Max(outcome => outcome.Value) >= FewestExceptions;
}
