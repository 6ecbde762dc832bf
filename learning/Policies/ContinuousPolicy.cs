using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Networks;
using static TorchSharp.torch;

namespace ReAgent.Learning.Policies;

/// <summary>Takes the continuous action that its network gives. It does not draw.</summary>
public sealed class ContinuousPolicy : IPolicy
{
    private readonly ContinuousPolicyDescription _description;
    private readonly Network _network;
    private readonly bool _owns;

    /// <param name="description">The policy apart from its weights.</param>
    /// <param name="network">[N, S] → [N, D] actions in (−1, 1).</param>
    /// <param name="owns">Whether the network ends with the policy.</param>
    public ContinuousPolicy(ContinuousPolicyDescription description, Network network, bool owns = false)
    {
        _description = description;
        _network = network;
        _owns = owns;
    }

    public PolicyDescription Description => _description;

    public IReadOnlyList<Network> Networks => [_network];

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
        var actions = _network.Evaluate(tensor(states.ToArray(), [count, width], device: _network.Device));
        var probabilities = new float[count];
        Array.Fill(probabilities, 1);
        return new() { Count = count, ActionFeatures = actions.cpu().data<float>().ToArray(), Probabilities = probabilities };
    }

    public void Dispose()
    {
        if (_owns)
        {
            _network.Dispose();
        }
    }
}
