using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Environments.Tests.StringGame;

public sealed class RandomLengthStringGameEnvironmentTests
{
    private readonly IEnvironment _environment = EnvironmentCatalog.BuiltIn.Create("StringGame-v1");
    private readonly double[] _state = new double[2];

    /// <summary>
    /// By the draws of these streams, made outside of this code base: seed 0 begins 0.684, 0.302; seed 1 0.103, 0.211; seed 4 0.719, 0.690.
    /// An A goes on from 0.5, a B from 0.1.
    /// </summary>
    [Theory]
    [InlineData(4, "AAA", 3, 5)]
    [InlineData(0, "AAA", 2, 0)]
    [InlineData(1, "AAA", 1, 0)]
    [InlineData(1, "BAA", 2, 4)]
    [InlineData(4, "BAA", 3, 0)]
    [InlineData(1, "BBA", 3, 0)]
    public void The_game_ends_by_chance_and_pays_for_what_was_written(int seed, string word, int length, double reward)
    {
        var steps = Write((ulong)seed, word);
        Assert.Equal(length, steps.Count);
        Assert.All(steps.SkipLast(1), step => Assert.Equal(new StepResult(0, Terminated: false, Truncated: false), step));
        Assert.Equal(new StepResult(reward, Terminated: true, Truncated: false), steps[^1]);
    }

    /// <summary>As published: 0.5 · 0.5 · 5 = 1.25 for going on with A; 0.9 · 0.5 · 4 = 1.8 for B and then A.</summary>
    [Theory]
    [InlineData("AAA", 1.25, 5.0)]
    [InlineData("BAA", 1.8, 4.0)]
    public void The_expected_returns_are_the_published_ones(string word, double expected, double prize)
    {
        const int games = 10_000;
        var mean = Enumerable.Range(0, games).Average(seed => Write((ulong)seed, word)[^1].Reward);
        var deviation = Math.Sqrt(expected * (prize - expected) / games);
        Assert.Equal(expected, mean, tolerance: 4 * deviation);
    }

    private List<StepResult> Write(ulong seed, string word)
    {
        _environment.Reset(new RandomStream(seed, "test"), _state);
        var steps = new List<StepResult>();
        foreach (var letter in word)
        {
            steps.Add(_environment.Step(EnvironmentAction.Discrete(letter - 'A'), _state));
            Assert.Equal(letter == 'A' ? [1, 0] : [0, 1], _state);
            if (steps[^1].Ended)
            {
                break;
            }
        }

        return steps;
    }
}
