using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Policies;

public sealed class GaussianPolicyTests
{
    [Fact]
    public void A_mean_policy_takes_the_squashed_location_and_draws_nothing()
    {
        using var policy = Policy(mean: true, squashed: true);
        var random = new RandomStream(1, "policy");
        var before = random.Save();
        var decisions = policy.Decide([0.5f, -1, 2, 0], [], random);
        Assert.Equal([(float)Math.Tanh(0.5), (float)Math.Tanh(2)], decisions.ActionFeatures, Near);
        Assert.Equal([1f, 1], decisions.Probabilities);
        Assert.Equal(before, random.Save());
    }

    /// <summary>The density of the draws, from their counts, is the one that the policy gives them.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Draws_are_as_dense_as_the_policy_says(bool squashed)
    {
        using var policy = Policy(mean: false, squashed);
        const int rows = 100_000;
        const double bin = 0.1;
        float[] states = [.. Enumerable.Repeat<float[]>([0.3f, -0.7f], rows).SelectMany(state => state)];
        var decisions = policy.Decide(states, [], new RandomStream(1, "policy"));
        Assert.All(decisions.ActionFeatures, action => Assert.InRange(action, -1, 1));
        foreach (var low in new[] { -0.4, 0.0, 0.3, 0.6 })
        {
            var inside = Enumerable.Range(0, rows).Where(i => decisions.ActionFeatures[i] >= low && decisions.ActionFeatures[i] < low + bin).ToArray();
            var density = inside.Length / (rows * bin);
            Assert.Equal(density, inside.Average(i => decisions.Probabilities[i]), 0.03);
        }
    }

    [Fact]
    public void Densities_of_given_actions_are_those_of_draws()
    {
        using var policy = (GaussianPolicy)Policy(mean: false, squashed: true);
        float[] states = [0.3f, -0.7f, -1, 0.2f, 2, 0];
        var drawn = policy.Decide(states, [], new RandomStream(1, "policy"));
        Assert.Equal(drawn.Probabilities, policy.LogDensities(states, drawn.ActionFeatures).Select(density => (float)Math.Exp(density)), Near);
        Assert.Contains("rows of 2", Assert.Throws<ArgumentException>(() => policy.LogDensities(states, [0.5f])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_policy_that_takes_the_mean_or_cuts_its_draws_has_no_density(bool mean, bool squashed)
    {
        using var policy = (GaussianPolicy)Policy(mean, squashed);
        Assert.False(policy.HasDensity);
        Assert.Throws<InvalidOperationException>(() => policy.LogDensities([0.5f, 0], [0.1f]));
    }

    [Fact]
    public void An_action_at_the_edge_has_a_finite_density()
    {
        using var scope = NewDisposeScope();
        var actions = new GaussianActions(zeros(2, 1), zeros(2, 1), Squashed: true);
        Assert.All(actions.LogDensity(tensor(new float[] { 1, -1 }, [2, 1])).data<float>().ToArray(), density => Assert.True(float.IsFinite(density)));
    }

    [Fact]
    public void Scales_are_limited()
    {
        using var scope = NewDisposeScope();
        using var network = Build(GaussianArchitecture);
        var output = network.Evaluate(tensor(new float[] { 0, 30, 0, -30 }, [2, 2])).data<float>().ToArray();
        Assert.Equal([0f, 2, 0, -2], output);
    }

    [Fact]
    public void States_of_another_width_and_masks_are_refused()
    {
        using var policy = Policy(mean: true, squashed: true);
        var random = new RandomStream(1, "policy");
        Assert.Contains("rows of 2", Assert.Throws<ArgumentException>(() => policy.Decide([1, 2, 3], [], random)).Message, StringComparison.Ordinal);
        Assert.Contains("no mask", Assert.Throws<ArgumentException>(() => policy.Decide([1, 2], [1, 1], random)).Message, StringComparison.Ordinal);
    }

    private static readonly GaussianActorArchitecture GaussianArchitecture = new() { Layers = [2, 2] };

    private static bool Near(float expected, float actual) => Math.Abs(expected - actual) < 1e-6;

    /// <summary>A policy whose location and logarithm of the scale are its inputs.</summary>
    private static IPolicy Policy(bool mean, bool squashed) =>
        new GaussianPolicyDescription { ServeMean = mean, Squashed = squashed, Network = GaussianArchitecture }.Build(Identity(), CPU);

    private static Network Build(NetworkArchitecture architecture) => ReAgent.Learning.Networks.Network.Load("actor_network", architecture, Identity(), CPU);

    private static TensorFile Identity()
    {
        var file = new TensorFile();
        using (NewDisposeScope())
        {
            file.Add("actor_network.0.weight", eye(2));
            file.Add("actor_network.0.bias", zeros(2));
        }

        return file;
    }
}
