using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using ReAgent.Data.Features;
using ReAgent.Environments.Catalog;
using ReAgent.Evaluation.Rollouts;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using Xunit;

namespace ReAgent.Evaluation.Tests.Rollouts;

public sealed class PolicyRolloutTests
{
    /// <summary>Pushes the cart towards the side to which the pole falls: balances for long.</summary>
    private sealed class Upright(Func<float[], int> choose) : IPolicy
    {
        public PolicyDescription Description => throw new InvalidOperationException("Nobody asks a scripted policy what it is.");

        public IReadOnlyList<Network> Networks => [];

        public List<int> StatesPerDecision { get; } = [];

        public Decisions Decide(ReadOnlySpan<float> states, ReadOnlySpan<float> possibleActions, RandomStream random)
        {
            var count = states.Length / 4;
            StatesPerDecision.Add(count);
            var actions = new int[count];
            for (var i = 0; i < count; i++)
            {
                actions[i] = choose(states.Slice(i * 4, 4).ToArray());
            }

            return new Decisions { Count = count, Actions = actions, Probabilities = new float[count] };
        }

        public void Dispose()
        {
        }
    }

    private static readonly TransitionEncoding Unchanged = new(
        new FeatureTransform(new FeatureLayout(Enumerable.Range(0, 4).ToDictionary(id => (long)id, _ => new NormalizationParameters { Type = FeatureType.DoNotPreprocess }))), ["0", "1"], null, []);

    private static double[] Play(IPolicy policy, int episodes, ulong seed = 1, string name = "CartPole-v0") =>
        new PolicyRollout(() => EnvironmentCatalog.BuiltIn.Create(name), policy, Unchanged).Play(episodes, seed, _ => { });

    [Fact]
    public void A_policy_that_follows_the_pole_outlasts_one_that_always_pushes_left()
    {
        var follows = Play(new Upright(state => state[2] + (0.5f * state[3]) > 0 ? 1 : 0), 20);
        var left = Play(new Upright(_ => 0), 20);

        Assert.True(follows.Average() > 150, $"{follows.Average()}");
        Assert.All(left, value => Assert.InRange(value, 8, 11));
    }

    [Fact]
    public void Returns_depend_on_the_seed_alone()
    {
        Assert.Equal(Play(new Upright(state => state[2] > 0 ? 1 : 0), 10), Play(new Upright(state => state[2] > 0 ? 1 : 0), 10));
        Assert.NotEqual(Play(new Upright(state => state[2] > 0 ? 1 : 0), 10), Play(new Upright(state => state[2] > 0 ? 1 : 0), 10, seed: 2));
    }

    [Fact]
    public void Episodes_that_ended_are_not_asked_about_any_more()
    {
        var policy = new Upright(_ => 0);

        var returns = Play(policy, 10);

        Assert.Equal(10, policy.StatesPerDecision[0]);
        Assert.True(policy.StatesPerDecision[^1] < 10);
        Assert.Equal(returns.Sum(), policy.StatesPerDecision.Sum());
    }

    [Fact]
    public void An_episode_is_played_no_further_than_the_time_limit() =>
        Assert.All(Play(new Upright(state => state[2] + (0.5f * state[3]) > 0 ? 1 : 0), 20), value => Assert.InRange(value, 1, 200));
}
