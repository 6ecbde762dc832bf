using ReAgent.Contracts.Randomness;

namespace ReAgent.Data.Replay;

/// <summary>
/// Proportional prioritization (Schaul et al., 2016): transition i is drawn with probability P(i) = p_i / Σ p, p_i = (|δ_i| + ε)^α, where δ_i is the
/// temporal-difference error when it was last learned from. What has not been learned from yet has the largest priority of all.
/// </summary>
public sealed class PrioritizedReplay
{
    private readonly SumTree _tree;
    private readonly double _alpha;
    private readonly double _beta;
    private readonly double _epsilon;

    /// <param name="before">Priorities of the transitions that were remembered before, oldest first; empty at the beginning.</param>
    /// <param name="count">Transitions that are remembered now, 1 or more.</param>
    /// <param name="fresh">How many of these came since: the newest.</param>
    /// <param name="alpha">α, 0 or more: 0 draws uniformly.</param>
    /// <param name="beta">β in [0, 1]: how far the weights undo the preference.</param>
    /// <param name="epsilon">ε, above 0: what keeps a transition without error from never being drawn again.</param>
    /// <exception cref="ArgumentException">Fewer priorities were kept than transitions are left from before.</exception>
    public PrioritizedReplay(ReadOnlySpan<float> before, int count, int fresh, double alpha, double beta, double epsilon)
    {
        (_alpha, _beta, _epsilon) = (alpha, beta, epsilon);
        var kept = Math.Max(0, count - fresh);
        if (kept > before.Length)
        {
            throw new ArgumentException($"There are priorities of {before.Length} transitions; {kept} are left from before.", nameof(before));
        }

        var left = before[^kept..];
        var largest = 1f;
        if (kept > 0)
        {
            largest = 0;
            foreach (var priority in left)
            {
                largest = Math.Max(largest, priority);
            }
        }

        var priorities = new float[count];
        left.CopyTo(priorities);
        priorities.AsSpan(kept).Fill(largest);
        _tree = new(priorities);
    }

    /// <summary>Priorities of the transitions, oldest first: what the next round needs.</summary>
    public float[] Priorities()
    {
        var priorities = new float[_tree.Count];
        for (var row = 0; row < priorities.Length; row++)
        {
            priorities[row] = _tree[row];
        }

        return priorities;
    }

    /// <summary>
    /// Draws transitions with replacement: one from each of B stretches of equal length of the line of priorities, so that i is expected B · P(i) times.
    /// </summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="rows">[B] receives them, in ascending order.</param>
    /// <param name="weights">[B] receives their importance weights (N · P(i))^−β, divided by the largest of them: in (0, 1].</param>
    public void Sample(RandomStream random, Span<long> rows, Span<float> weights)
    {
        var (total, largest) = (_tree.Total, 0f);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = _tree.Find((i + random.NextDouble()) * total / rows.Length);
            rows[i] = row;
            weights[i] = (float)Math.Pow(_tree.Count * (_tree[row] / total), -_beta);
            largest = Math.Max(largest, weights[i]);
        }

        foreach (ref var weight in weights)
        {
            weight /= largest;
        }
    }

    /// <summary>Gives transitions the priorities of their errors.</summary>
    /// <param name="rows">[B] the transitions.</param>
    /// <param name="errors">[B] δ of each; one that is no finite number changes nothing, as training that diverges is stopped elsewhere.</param>
    public void Update(ReadOnlySpan<long> rows, ReadOnlySpan<float> errors)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (float.IsFinite(errors[i]))
            {
                _tree[(int)rows[i]] = (float)Math.Pow(Math.Abs(errors[i]) + _epsilon, _alpha);
            }
        }
    }
}
