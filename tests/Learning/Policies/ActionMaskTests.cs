using FsCheck;
using FsCheck.Fluent;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Tests.Golden;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Policies;

public sealed class ActionMaskTests
{
    [Fact]
    public void Softmax_is_that_of_the_reference()
    {
        foreach (var golden in GoldenFile.Read("cpe/masked_softmax.json").GetProperty("cases").EnumerateArray())
        {
            using var scope = NewDisposeScope();
            var (scores, possible) = (GoldenTensor.Of(golden.GetProperty("x")), GoldenTensor.Of(golden.GetProperty("mask")));
            var temperature = golden.GetProperty("temperature").GetDouble();
            var actual = ActionMask.Of(tensor(possible.Floats, possible.Shape)).Softmax(tensor(scores.Floats, scores.Shape), temperature);
            Near.Equal($"temperature {temperature}", GoldenTensor.Of(golden.GetProperty("out")).Data, GoldenWeights.Read(actual), 1e-5, 1e-6);
        }
    }

    [Theory]
    [InlineData(1, new float[] { 15, 6, 9 }, new float[] { 1, 0, 1 }, new[] { 0.9975, 0, 0.0025 })]
    [InlineData(1, new float[] { 3, 2, 1 }, new float[] { 0, 1, 1 }, new[] { 0, 0.7311, 0.2689 })]
    [InlineData(0.01, new float[] { 150, 2, 0 }, new float[] { 0, 1, 0 }, new double[] { 0, 1, 0 })]
    [InlineData(0.01, new float[] { -10, -1, -5 }, new float[] { 1, 1, 0 }, new double[] { 0, 1, 0 })]
    [InlineData(1, new float[] { -5, 4, 3 }, new float[] { 0, 0, 0 }, new double[] { 0, 0, 0 })]
    public void Softmax_gives_impossible_actions_nothing(double temperature, float[] scores, float[] possible, double[] expected)
    {
        using var scope = NewDisposeScope();
        var actual = ActionMask.Of(tensor(possible, [1, 3])).Softmax(tensor(scores, [1, 3]), temperature);
        Near.Equal("propensities", expected, GoldenWeights.Read(actual), 0, 5e-5);
    }

    [Fact]
    public void The_best_action_is_possible_and_the_first_of_equals() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte>(),
        ArbMap.Default.ArbFor<byte>(),
        ArbMap.Default.ArbFor<byte>(),
        (a, b, c) =>
        {
            using var scope = NewDisposeScope();
            float[] scores = [a % 4, b % 4, c % 4];
            float[] possible = [a / 4 % 2, b / 4 % 2, c / 4 % 2];
            var best = (int)ActionMask.Of(tensor(possible, [1, 3])).Best(tensor(scores, [1, 3])).item<long>();
            return possible.Sum() == 0
                ? best == 0
                : possible[best] == 1
                    && Enumerable.Range(0, best).All(action => possible[action] == 0 || scores[action] < scores[best])
                    && Enumerable.Range(best, 3 - best).All(action => possible[action] == 0 || scores[action] <= scores[best]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Logarithms_of_probabilities_have_a_gradient_for_possible_actions_alone()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { 1f, 2, 3 }, [1, 3], requires_grad: true);
        ActionMask.Of(tensor(new[] { 1f, 1, 0 }, [1, 3])).LogSoftmax(logits)[0, 0].backward();
        Near.Equal("gradient", [0.731059, -0.731059, 0], GoldenWeights.Read(logits.grad!), 1e-5, 0);
    }
}
