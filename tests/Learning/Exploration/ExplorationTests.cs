using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Exploration;
using ReAgent.Learning.Policies;
using Xunit;

namespace ReAgent.Learning.Tests.Exploration;

/// <summary>Propensities are the frequencies with which actions are chosen, and impossible actions are never chosen.</summary>
public sealed class ExplorationTests
{
    private const int Draws = 40_000;

    private static readonly Decisions Decided = new()
    {
        Count = 1, Actions = [1], Probabilities = [1], Scores = [0.5f, 3f, 2f, 9f], Propensities = [0, 1, 0, 0],
    };

    private static readonly float[] Possible = [1, 1, 1, 0];

    public static TheoryData<ExplorationOptions> Discrete =>
    [
        new EpsilonGreedy { Epsilon = 0.3 },
        new EpsilonGreedy { Epsilon = 0 },
        new EpsilonGreedy { Epsilon = 1 },
        new SoftmaxExploration { Temperature = 2 },
        new SoftmaxExploration { Temperature = 0.01, MinimumTemperature = 0.01 },
        new AsDecided(),
    ];

    [Theory]
    [MemberData(nameof(Discrete))]
    public void Actions_are_chosen_as_often_as_their_propensities_say(ExplorationOptions exploration)
    {
        var counts = new int[4];
        var propensities = new float[4];
        var random = new RandomStream(3, "explore");
        for (var draw = 0; draw < Draws; draw++)
        {
            var (action, propensity) = exploration.Choose(Decided, Possible, 0, random, []);
            counts[action]++;
            propensities[action] = propensity;
        }

        Assert.Equal(0, counts[3]);
        Assert.Equal(1, propensities.Sum(), 5);
        for (var action = 0; action < 3; action++)
        {
            var expected = Draws * (double)propensities[action];
            Assert.InRange(counts[action], expected - 1 - (6 * Math.Sqrt(expected)), expected + 1 + (6 * Math.Sqrt(expected)));
        }
    }

    [Fact]
    public void Epsilon_is_shared_by_the_possible_actions_and_fades_with_the_rounds()
    {
        var exploration = new EpsilonGreedy { Epsilon = 0.3, EpsilonDecay = 0.5, MinimumEpsilon = 0.1 };
        float Best(long round)
        {
            var random = new RandomStream(3, "explore");
            while (true)
            {
                if (exploration.Choose(Decided, Possible, round, random, []) is (1, var propensity))
                {
                    return propensity;
                }
            }
        }

        Assert.Equal(0.7 + 0.1, Best(0), 6);
        Assert.Equal(0.85 + 0.05, Best(1), 6);
        Assert.Equal(0.9 + (0.1 / 3), Best(50), 6);
    }

    [Fact]
    public void Normal_noise_has_its_deviation_and_its_density()
    {
        var decided = new Decisions { Count = 1, ActionFeatures = [0.2f], Probabilities = [1] };
        var exploration = new GaussianExploration { StandardDeviation = 0.05 };
        var random = new RandomStream(5, "explore");
        var (sum, squares) = (0.0, 0.0);
        Span<float> action = stackalloc float[1];
        for (var draw = 0; draw < Draws; draw++)
        {
            var (index, density) = exploration.Choose(decided, [], 0, random, action);
            Assert.Equal(-1, index);
            var z = (action[0] - 0.2) / 0.05;
            Assert.Equal(Math.Exp(-0.5 * z * z) / (0.05 * Math.Sqrt(2 * Math.PI)), density, 1e-3);
            sum += z;
            squares += z * z;
        }

        Assert.InRange(sum / Draws, -0.03, 0.03);
        Assert.InRange(squares / Draws, 0.96, 1.04);
    }

    [Fact]
    public void Noise_never_leaves_the_range_of_actions()
    {
        var decided = new Decisions { Count = 1, ActionFeatures = [0.99f], Probabilities = [1] };
        var random = new RandomStream(5, "explore");
        var action = new float[1];
        for (var draw = 0; draw < 1000; draw++)
        {
            new GaussianExploration { StandardDeviation = 3 }.Choose(decided, [], 0, random, action);
            Assert.InRange(action[0], -1 + 1e-7f, 1 - 1e-7f);
        }
    }

    [Fact]
    public void An_exploration_for_the_other_kind_of_action_is_refused()
    {
        var continuous = new Decisions { Count = 1, ActionFeatures = [0.5f], Probabilities = [1] };
        var random = new RandomStream(1, "explore");
        Assert.Throws<ArgumentException>(() => new EpsilonGreedy().Choose(continuous, [], 0, random, new float[1]));
        Assert.Throws<ArgumentException>(() => new SoftmaxExploration().Choose(continuous, [], 0, random, new float[1]));
        Assert.Throws<ArgumentException>(() => new GaussianExploration().Choose(Decided, Possible, 0, random, []));
        Assert.Throws<ArgumentException>(() => new EpsilonGreedy().Choose(Decided, new float[4], 0, random, []));
    }
}
