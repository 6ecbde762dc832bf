using System.Collections.Immutable;
using ReAgent.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.ParametricDqn;

/// <summary>The features of A actions, put beside states for a network that values pairs.</summary>
public sealed class ActionTable : IDisposable
{
    private readonly ImmutableArray<double> _numbers;
    private readonly Tensor _features;
    private readonly int _count;

    /// <param name="actions">Names of the actions, in order.</param>
    /// <param name="features">Their features; empty for unit vectors.</param>
    /// <param name="device">Where to compute.</param>
    public ActionTable(ImmutableArray<string> actions, IReadOnlyDictionary<string, ImmutableArray<double>> features, Device device)
    {
        _count = actions.Length;
        _numbers = features.Count == 0 ? [] : [.. actions.SelectMany(action => features[action])];
        Width = features.Count == 0 ? _count : _numbers.Length / _count;
        using var scope = NewDisposeScope();
        var table = features.Count == 0
            ? eye(_count, device: device)
            : tensor(_numbers.Select(number => (float)number).ToArray(), [_count, Width], device: device);
        _features = table.DetachFromDisposeScope();
    }

    /// <summary>D, features of an action.</summary>
    public int Width { get; }

    /// <summary>[N, S] → [N, V · A] by a network of pairs, [N, S + D] → [N, V].</summary>
    public PerActionArchitecture Over(NetworkArchitecture pairs) => new() { Pairs = pairs, Actions = _count, Features = _numbers };

    /// <summary>[N · A, S + D] every state beside every action.</summary>
    public Tensor Beside(Tensor states) => PerActionBody.Beside(states, _features);

    /// <summary>[N · A, 1] values of every state beside every action → [N, A].</summary>
    public Tensor ByAction(Tensor values) => PerActionBody.ByOutput(values, _count);

    /// <summary>[N, S + D] every state beside one action.</summary>
    /// <param name="states">[N, S].</param>
    /// <param name="actions">[N, 1] int64: which.</param>
    public Tensor Beside(Tensor states, Tensor actions) => cat([states, _features.index_select(0, actions.squeeze(1))], 1);

    public void Dispose() => _features.Dispose();
}
