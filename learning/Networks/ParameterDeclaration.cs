namespace ReAgent.Learning.Networks;

/// <summary>
/// Collects, in order, the tensors that a network's body needs. The order is part of the format: initial values are drawn in it and flat
/// tensors are laid out in it.
/// </summary>
public sealed class ParameterDeclaration
{
    private readonly List<ParameterSlot> _parameters = [];
    private readonly List<ParameterSlot> _statistics = [];

    /// <summary>What is learned.</summary>
    public IReadOnlyList<ParameterSlot> Parameters => _parameters;

    /// <summary>What is observed rather than learned: running means and variances.</summary>
    public IReadOnlyList<ParameterSlot> Statistics => _statistics;

    /// <summary>Declares a tensor that is learned, drawn from N(mean, deviation²), and returns its index.</summary>
    public int Parameter(string name, ReadOnlySpan<long> shape, double mean, double deviation) => Add(_parameters, name, shape, mean, deviation);

    /// <summary>Declares a tensor that is observed, starting at a constant, and returns its index.</summary>
    public int Statistic(string name, ReadOnlySpan<long> shape, double start) => Add(_statistics, name, shape, start, 0);

    /// <summary>Whether both declare the same names and shapes in the same order.</summary>
    public bool Matches(ParameterDeclaration other) => Same(_parameters, other._parameters) && Same(_statistics, other._statistics);

    private static bool Same(List<ParameterSlot> a, List<ParameterSlot> b) =>
        a.Count == b.Count && a.Zip(b).All(pair => pair.First.Name == pair.Second.Name && pair.First.Shape.SequenceEqual(pair.Second.Shape));

    private static int Add(List<ParameterSlot> slots, string name, ReadOnlySpan<long> shape, double mean, double deviation)
    {
        if (slots.Exists(slot => slot.Name == name))
        {
            throw new ArgumentException($"The parameter '{name}' is declared twice.", nameof(name));
        }

        slots.Add(new(name, [.. shape], mean, deviation));
        return slots.Count - 1;
    }
}
