using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Returns;
using Xunit;

namespace ReAgent.Evaluation.Tests.Returns;

public class SimplexMinimumTests
{
    [Fact]
    public void Independent_returns_are_mixed_by_their_precision() =>
        AssertEqual([4.0 / 7, 2.0 / 7, 1.0 / 7], SimplexMinimum.Of([1, 0, 0, 0, 2, 0, 0, 0, 4], 3));

    [Fact]
    public void A_return_that_only_adds_variance_gets_nothing() => AssertEqual([1, 0], SimplexMinimum.Of([1, 2, 2, 5], 2));

    [Fact]
    public void Opposed_returns_cancel() => AssertEqual([0.75, 0.25], SimplexMinimum.Of([1, -3, -3, 9], 2));

    [Fact]
    public void Equal_returns_are_as_good_as_one() => AssertEqual([1, 0, 0], SimplexMinimum.Of([2, 2, 2, 2, 2, 2, 2, 2, 2], 3));

    [Fact]
    public void Nothing_to_choose_between_is_no_trouble() => AssertEqual([1, 0], SimplexMinimum.Of([0, 0, 0, 0], 2));

    /// <summary>The conditions of Karush, Kuhn and Tucker: no vertex lowers the objective, and those in use are level with it.</summary>
    [Fact]
    public void The_minimum_is_exact_for_matrices_of_any_rank() => Laws.Hold(
        seed =>
        {
            var random = new RandomStream((ulong)(uint)seed, "tests/simplex");
            int size = 1 + random.NextInt(25), rank = 1 + random.NextInt(30);
            double[] points = [.. Enumerable.Range(0, size * rank).Select(_ => random.NextGaussian() + (0.3 * (seed & 3)))];
            double[] matrix = [.. Enumerable.Range(0, size * size).Select(cell =>
                Enumerable.Range(0, rank).Sum(axis => points[(cell / size * rank) + axis] * points[(cell % size * rank) + axis]))];

            var mixture = SimplexMinimum.Of(matrix, size);

            Assert.Equal(1, mixture.Sum(), 10);
            Assert.All(mixture, share => Assert.True(share >= 0));
            double[] gradient = [.. Enumerable.Range(0, size)
                .Select(row => Enumerable.Range(0, size).Sum(column => matrix[(row * size) + column] * mixture[column]))];
            var objective = mixture.Zip(gradient, (share, slope) => share * slope).Sum();
            Assert.All(gradient, slope => Assert.True(slope >= objective - 1e-9));
            Assert.All(gradient.Zip(mixture), pair => Assert.True(pair.Second < 1e-12 || Math.Abs(pair.First - objective) < 1e-8));
        },
        seeds: 200);

    private static void AssertEqual(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 12));
}
