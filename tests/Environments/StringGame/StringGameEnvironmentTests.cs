using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Environments.Tests.StringGame;

public sealed class StringGameEnvironmentTests
{
    [Theory]
    [InlineData("ABBABB", new double[] { 0, 0, 5, 0, 0, 5 })]
    [InlineData("BBBBBB", new double[] { 0, 0, -5, -5, -5, -5 })]
    [InlineData("BBABBB", new double[] { 0, 0, 0, 0, 5, -5 })]
    [InlineData("AAAAAA", new double[] { 0, 0, 0, 0, 0, 0 })]
    public void The_last_three_letters_decide_what_a_letter_pays(string word, double[] rewards)
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("StringGame-v0");
        var state = new double[2];
        environment.Reset(new RandomStream(7, "test"), state);
        Assert.Equal([0, 0], state);
        for (var i = 0; i < word.Length; i++)
        {
            var step = environment.Step(EnvironmentAction.Discrete(word[i] - 'A'), state);
            Assert.Equal(new StepResult(rewards[i], Terminated: i == 5, Truncated: false), step);
            Assert.Equal(word[i] == 'A' ? [1, 0] : [0, 1], state);
        }
    }

    [Fact]
    public void No_string_of_six_letters_pays_more_than_the_published_best()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("StringGame-v0");
        var returns = Enumerable.Range(0, 64).Select(word =>
        {
            environment.Reset(new RandomStream(7, "test"), new double[2]);
            return Enumerable.Range(0, 6).Sum(i => environment.Step(EnvironmentAction.Discrete(word >> i & 1), new double[2]).Reward);
        }).ToArray();

        Assert.Equal(10, returns.Max());
        Assert.Equal(1, returns.Count(total => total == 10));
        Assert.Equal(-20, returns.Min());
    }
}
