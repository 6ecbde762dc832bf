using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Policies;

public sealed class DiscretePolicyTests
{
    [Fact]
    public void A_greedy_policy_takes_the_best_possible_action_and_draws_nothing()
    {
        using var policy = Linear(softmax: false);
        var random = new RandomStream(1, "policy");
        var before = random.Save();
        var decisions = policy.Decide([3, 2, 1, 3, 2, 1, 2, 2, 1], [1, 1, 1, 0, 1, 1, 1, 1, 1], random);
        Assert.Equal([0, 1, 0], decisions.Actions);
        Assert.Equal([1f, 1, 1], decisions.Probabilities);
        Assert.Equal([1f, 0, 0, 0, 1, 0, 1, 0, 0], decisions.Propensities);
        Assert.Equal([3f, 2, 1, 3, 2, 1, 2, 2, 1], decisions.Scores);
        Assert.Equal(before, random.Save());
    }

    [Fact]
    public void A_softmax_policy_draws_possible_actions_as_often_as_it_says()
    {
        using var policy = Linear(softmax: true);
        const int rows = 20_000;
        float[] states = [.. Enumerable.Repeat<float[]>([1, 2, 3], rows).SelectMany(state => state)];
        float[] masks = [.. Enumerable.Repeat<float[]>([1, 0, 1], rows).SelectMany(mask => mask)];
        var decisions = policy.Decide(states, masks, new RandomStream(1, "policy"));
        var share = decisions.Actions.Count(action => action == 2) / (double)rows;

        // Temperature 2: e^(3/2) / (e^(1/2) + e^(3/2)).
        Assert.Equal(0.731059, decisions.Propensities[2], 5);
        Assert.InRange(share, 0.731 - 0.01, 0.731 + 0.01);
        Assert.DoesNotContain(1, decisions.Actions);
        Assert.All(decisions.Actions.Zip(decisions.Probabilities), pair => Assert.Equal(decisions.Propensities[pair.First], pair.Second));
    }

    [Fact]
    public void A_state_without_possible_actions_is_refused()
    {
        using var policy = Linear(softmax: false);
        var random = new RandomStream(1, "policy");
        var exception = Assert.Throws<ArgumentException>(() => policy.Decide([1, 2, 3, 1, 2, 3], [1, 1, 1, 0, 0, 0], random));
        Assert.Contains("state 1", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => policy.Decide([1, 2], [], random));
    }

    /// <summary>A policy whose scores are its inputs.</summary>
    private static DiscretePolicy Linear(bool softmax)
    {
        var architecture = FullyConnectedArchitecture.Of(3, [], [], 3);
        var file = new TensorFile();
        using (NewDisposeScope())
        {
            file.Add("q_network.0.weight", eye(3));
            file.Add("q_network.0.bias", zeros(3));
        }

        var description = new DiscretePolicyDescription { Actions = ["a", "b", "c"], Softmax = softmax, Temperature = 2, Network = architecture };
        return (DiscretePolicy)description.Build(file, CPU);
    }
}
