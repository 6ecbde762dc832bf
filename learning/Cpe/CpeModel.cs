using ReAgent.Data.Batches;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using static TorchSharp.torch;

namespace ReAgent.Learning.Cpe;

/// <summary>
/// Judges a policy of discrete actions on logged rows: what it would do, and the rewards and values that a model expects of that.
/// </summary>
public sealed class CpeModel : IDisposable
{
    private const int RowsAtOnce = 8192;

    private readonly DiscretePolicy _policy;
    private readonly Network _rewards;
    private readonly Network _values;
    private readonly bool _owns;

    internal CpeModel(CpeDescription description, DiscretePolicy policy, Network rewards, Network values, bool owns = false)
    {
        Description = description;
        _policy = policy;
        _rewards = rewards;
        _values = values;
        _owns = owns;
    }

    /// <summary>The model apart from its weights.</summary>
    public CpeDescription Description { get; }

    /// <summary><c>reward</c>, then the metrics logged beside it.</summary>
    public IReadOnlyList<string> Metrics => Description.Metrics;

    /// <summary>A model whose weights come from a file.</summary>
    public static CpeModel Load(CpeDescription description, DiscretePolicy policy, TensorFile weights, Device device) => new(
        description,
        policy,
        Network.Load("reward_network", description.Network, weights, device),
        Network.Load("q_network_cpe", description.Network, weights, device),
        owns: true);

    /// <summary>Adds the weights to a file.</summary>
    public void Save(TensorFile file)
    {
        _rewards.Save(file);
        _values.Save(file);
    }

    /// <summary>The model's outputs for rows <paramref name="start"/> … <paramref name="start"/> + <paramref name="count"/> − 1.</summary>
    /// <exception cref="ArgumentException">The rows have other states, actions or metrics than the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public CpeOutputs Evaluate(TransitionRows rows, int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, rows.Count);
        if (rows.ActionCount != _policy.ActionCount || !Metrics.Skip(1).SequenceEqual(rows.MetricNames))
        {
            throw new ArgumentException(
                $"The model knows {_policy.ActionCount} actions and the metrics [{string.Join(", ", Metrics)}], " +
                $"but the rows have {rows.ActionCount} actions and the metrics [{string.Join(", ", rows.MetricNames)}] beside the reward.",
                nameof(rows));
        }

        var outputs = new CpeTables(count, rows.ActionCount, Metrics);
        for (var done = 0; done < count; done += RowsAtOnce)
        {
            Evaluate(rows, start + done, Math.Min(RowsAtOnce, count - done), outputs, done);
        }

        return outputs.ToOutputs(rows, start);
    }

    /// <summary>The model's outputs for all rows.</summary>
    public CpeOutputs Evaluate(TransitionRows rows) => Evaluate(rows, 0, rows.Count);

    public void Dispose()
    {
        if (_owns)
        {
            _rewards.Dispose();
            _values.Dispose();
        }
    }

    private void Evaluate(TransitionRows rows, int first, int count, CpeTables outputs, int position)
    {
        using var scope = NewDisposeScope();
        var (states, actions) = (rows.StateWidth, rows.ActionCount);
        var state = tensor(rows.State.AsSpan(first * states, count * states).ToArray(), [count, states], device: _rewards.Device);
        var possible = tensor(rows.PossibleActions.AsSpan(first * actions, count * actions).ToArray(), [count, actions], device: _rewards.Device);
        var mask = ActionMask.Of(possible);
        var scores = _policy.Scores(state);
        outputs.Put(
            position,
            Floats(scores),
            Floats(mask.Softmax(scores, Description.Temperature)),
            mask.Best(scores).cpu().data<long>().ToArray(),
            Floats(_rewards.Evaluate(state)),
            Floats(_values.Evaluate(state)));
    }

    private static float[] Floats(Tensor tensor) => tensor.cpu().contiguous().data<float>().ToArray();
}
