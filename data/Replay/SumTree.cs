namespace ReAgent.Data.Replay;

/// <summary>
/// Weights that are drawn from in proportion: a binary tree whose leaves are the weights and whose inner nodes are the sums of their two children
/// (Schaul et al., 2016, appendix B.2.1).
/// </summary>
/// <remarks>A sum is always computed from its two children, so the tree depends on the weights alone, not on the order in which they came.</remarks>
public sealed class SumTree
{
    // Node 1 is the root, the children of node i are 2i and 2i + 1, leaf k is node _leaves + k.
    private readonly double[] _nodes;
    private readonly int _leaves;

    /// <param name="weights">The weights, one or more, each finite and 0 or more.</param>
    /// <exception cref="ArgumentException">There are none, or one is negative or not a number.</exception>
    public SumTree(ReadOnlySpan<float> weights)
    {
        if (weights.IsEmpty)
        {
            throw new ArgumentException("There are no weights to draw from.", nameof(weights));
        }

        Count = weights.Length;
        _leaves = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Count);
        _nodes = new double[2 * _leaves];
        for (var leaf = 0; leaf < Count; leaf++)
        {
            _nodes[_leaves + leaf] = Checked(weights[leaf]);
        }

        for (var node = _leaves - 1; node > 0; node--)
        {
            _nodes[node] = _nodes[2 * node] + _nodes[(2 * node) + 1];
        }
    }

    /// <summary>Number of weights.</summary>
    public int Count { get; }

    /// <summary>Sum of the weights.</summary>
    public double Total => _nodes[1];

    /// <summary>A weight.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    /// <exception cref="ArgumentException">The new weight is negative or not a number.</exception>
    public float this[int index]
    {
        get => (float)_nodes[NodeOf(index)];
        set
        {
            var node = NodeOf(index);
            _nodes[node] = Checked(value);
            while ((node /= 2) > 0)
            {
                _nodes[node] = _nodes[2 * node] + _nodes[(2 * node) + 1];
            }
        }
    }

    /// <summary>The weight within which a point of the line lies on which all weights are laid one after the other. One of weight 0 is never found.</summary>
    /// <param name="point">In [0, <see cref="Total"/>).</param>
    /// <exception cref="InvalidOperationException">All weights are 0.</exception>
    public int Find(double point)
    {
        if (Total <= 0)
        {
            throw new InvalidOperationException("All weights are 0: there is nothing to draw.");
        }

        var node = 1;
        while (node < _leaves)
        {
            // Rounding may bring the point to the end of the line, behind which there is nothing.
            var left = 2 * node;
            if (point < _nodes[left] || _nodes[left + 1] <= 0)
            {
                node = left;
            }
            else
            {
                point -= _nodes[left];
                node = left + 1;
            }
        }

        return node - _leaves;
    }

    private static float Checked(float weight) => weight >= 0 && float.IsFinite(weight)
        ? weight
        : throw new ArgumentException($"A weight is finite and 0 or more, not {weight}.", nameof(weight));

    private int NodeOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _leaves + index;
    }
}
