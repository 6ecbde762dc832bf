namespace ReAgent.Contracts.Configuration;

/// <summary>Finds what the user probably meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the smallest edit distance (insertions, deletions, substitutions, swaps of neighbours; case counts half a step), when it is near
    /// enough to be a misspelling: at most a third of the longer name, and at least 2 steps are allowed. Null when nothing is near.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        string? nearest = null;
        var least = double.PositiveInfinity;
        foreach (var candidate in candidates)
        {
            var distance = Distance(name, candidate);
            if (distance < least && distance <= Math.Max(2, Math.Max(name.Length, candidate.Length) / 3) && distance < candidate.Length)
            {
                least = distance;
                nearest = candidate;
            }
        }

        return nearest;
    }

    /// <summary>Optimal string alignment distance; letters that differ in case alone cost 0.5.</summary>
    private static double Distance(string a, string b)
    {
        var twoBack = new double[b.Length + 1];
        var back = new double[b.Length + 1];
        var now = new double[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            back[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = a[i - 1] == b[j - 1] ? 0 : char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0.5 : 1;
                now[j] = Math.Min(Math.Min(back[j], now[j - 1]) + 1, back[j - 1] + substitution);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    now[j] = Math.Min(now[j], twoBack[j - 2] + 1);
                }
            }

            (twoBack, back, now) = (back, now, twoBack);
        }

        return back[b.Length];
    }
}
