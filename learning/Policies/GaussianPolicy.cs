using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Networks;
using static TorchSharp.torch;

namespace ReAgent.Learning.Policies;

/// <summary>Draws continuous actions from the distribution that its network gives, or takes the mean.</summary>
public sealed class GaussianPolicy : IPolicy
{
    private readonly GaussianPolicyDescription _description;
    private readonly Network _network;
    private readonly bool _owns;

    /// <param name="description">The policy apart from its weights.</param>
    /// <param name="network">[N, S] → [N, 2D] locations and logarithms of scales.</param>
    /// <param name="owns">Whether the network ends with the policy.</param>
    public GaussianPolicy(GaussianPolicyDescription description, Network network, bool owns = false)
    {
        _description = description;
        _network = network;
        _owns = owns;
    }

    public PolicyDescription Description => _description;

    public IReadOnlyList<Network> Networks => [_network];

    /// <remarks>A policy that takes the mean draws no number from the stream, and its probabilities are 1; otherwise they are densities.</remarks>
    public Decisions Decide(ReadOnlySpan<float> states, ReadOnlySpan<float> possibleActions, RandomStream random)
    {
        var width = _network.Architecture.Inputs;
        var count = states.Length / width;
        if (states.Length != count * width || possibleActions.Length != 0)
        {
            throw new ArgumentException(
                possibleActions.Length == 0
                    ? $"{states.Length} numbers are not rows of {width} state features."
                    : "Continuous actions have no mask, but one was given.",
                nameof(states));
        }

        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var output = _network.Evaluate(tensor(states.ToArray(), [count, width], device: _network.Device));
        var distribution = GaussianActions.Of(output, _description.Squashed);
        var actions = _description.ServeMean ? distribution.Mean : distribution.Draw(Normal(count, random));
        var densities = _description.ServeMean ? ones(count, 1) : distribution.LogDensity(actions).exp();
        return new()
        {
            Count = count,
            ActionFeatures = actions.cpu().data<float>().ToArray(),
            Probabilities = densities.cpu().data<float>().ToArray(),
        };
    }

    /// <summary>Whether the density of any action is known: the policy draws, and from a distribution without points of their own probability.</summary>
    public bool HasDensity => !_description.ServeMean && _description.Squashed;

    /// <summary>[N] ln π(a | s) of given actions.</summary>
    /// <param name="states">[N, S] normalized states, row-major.</param>
    /// <param name="actions">[N, D] actions in (−1, 1), row-major.</param>
    /// <exception cref="InvalidOperationException">The policy has no density.</exception>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public double[] LogDensities(ReadOnlySpan<float> states, ReadOnlySpan<float> actions)
    {
        if (!HasDensity)
        {
            throw new InvalidOperationException("A policy that takes the mean, or whose draws are cut, has no density of actions.");
        }

        var (width, taken) = (_network.Architecture.Inputs, _network.Architecture.Outputs / 2);
        var count = states.Length / width;
        if (states.Length != count * width || actions.Length != count * taken)
        {
            throw new ArgumentException($"{states.Length} and {actions.Length} numbers are not rows of {width} state features and of {taken} numbers of an action.", nameof(actions));
        }

        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var output = _network.Evaluate(tensor(states.ToArray(), [count, width], device: _network.Device));
        var density = GaussianActions.Of(output, _description.Squashed).LogDensity(tensor(actions.ToArray(), [count, taken], device: _network.Device));
        return Array.ConvertAll(density.cpu().data<float>().ToArray(), value => (double)value);
    }

    public void Dispose()
    {
        if (_owns)
        {
            _network.Dispose();
        }
    }

    private Tensor Normal(int count, RandomStream random)
    {
        var values = new float[count * _network.Architecture.Outputs / 2];
        foreach (ref var value in values.AsSpan())
        {
            value = (float)random.NextGaussian();
        }

        return tensor(values, [count, _network.Architecture.Outputs / 2], device: _network.Device);
    }
}
