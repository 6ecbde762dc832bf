using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Networks;
using static TorchSharp.torch;

namespace ReAgent.Learning.Policies;

/// <summary>Scores discrete actions and takes the best possible one, or draws from a softmax over the possible ones.</summary>
public sealed class DiscretePolicy : IPolicy
{
    private readonly DiscretePolicyDescription _description;
    private readonly Network _network;
    private readonly bool _owns;

    /// <param name="description">How the scores become decisions.</param>
    /// <param name="network">[N, S] → [N, A] scores.</param>
    /// <param name="owns">Whether the network ends with the policy.</param>
    public DiscretePolicy(DiscretePolicyDescription description, Network network, bool owns = false)
    {
        _description = description;
        _network = network;
        _owns = owns;
    }

    public PolicyDescription Description => _description;

    public IReadOnlyList<Network> Networks => [_network];

    /// <summary>A.</summary>
    public int ActionCount => _description.Actions.Length;

    /// <summary>[N, S] states → [N, A] scores.</summary>
    public Tensor Scores(Tensor states) => _network.Evaluate(states);

    /// <summary>[N, A] probabilities with which the policy takes the possible actions.</summary>
    public Tensor Propensities(Tensor scores, ActionMask possible) => _description.Softmax
        ? possible.Softmax(scores, _description.Temperature)
        : zeros_like(scores).scatter_(1, possible.Best(scores), ones_like(scores)).masked_fill(possible.Impossible, 0);

    public Decisions Decide(ReadOnlySpan<float> states, ReadOnlySpan<float> possibleActions, RandomStream random)
    {
        var width = _network.Architecture.Inputs;
        var count = states.Length / width;
        if (states.Length != count * width || (possibleActions.Length != 0 && possibleActions.Length != count * ActionCount))
        {
            throw new ArgumentException(
                $"{states.Length} numbers are not rows of {width} state features" +
                (possibleActions.Length == 0 ? "." : $" with masks of {ActionCount} actions in {possibleActions.Length} numbers."),
                nameof(states));
        }

        float[] scores, propensities;
        using (NewDisposeScope())
        {
            var possible = possibleActions.Length == 0
                ? ones(count, ActionCount, device: _network.Device)
                : tensor(possibleActions.ToArray(), [count, ActionCount], device: _network.Device);
            var values = Scores(tensor(states.ToArray(), [count, width], device: _network.Device));
            scores = values.cpu().data<float>().ToArray();
            propensities = Propensities(values, ActionMask.Of(possible)).cpu().data<float>().ToArray();
        }

        var actions = new int[count];
        var probabilities = new float[count];
        for (var row = 0; row < count; row++)
        {
            var options = propensities.AsSpan(row * ActionCount, ActionCount);
            actions[row] = Draw(options, random, row);
            probabilities[row] = options[actions[row]];
        }

        return new() { Count = count, Actions = actions, Probabilities = probabilities, Scores = scores, Propensities = propensities };
    }

    public void Dispose()
    {
        if (_owns)
        {
            _network.Dispose();
        }
    }

    /// <summary>An action drawn with the given probabilities. A policy that does not draw takes no number from the stream.</summary>
    private int Draw(ReadOnlySpan<float> probabilities, RandomStream random, int row)
    {
        var last = probabilities.LastIndexOfAnyExcept(0f);
        if (last < 0)
        {
            throw new ArgumentException($"No action is possible in state {row}.");
        }

        if (!_description.Softmax)
        {
            return last;
        }

        var left = random.NextDouble();
        for (var action = 0; action < last; action++)
        {
            left -= probabilities[action];
            if (left < 0)
            {
                return action;
            }
        }

        return last;
    }
}
