using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Distributions;

public sealed class DistributionTests
{
    [Fact]
    public void A_categorical_normalizes_and_scores_its_choices()
    {
        using DisposeScope scope = NewDisposeScope();
        using Categorical byWeight = distributions.Categorical(tensor(new[,] { { 1.0, 3 }, { 2, 2 } }));
        using Categorical byOdds = distributions.Categorical(logits: byWeight.logits + 7);
        Tensor choices = tensor(new[] { 1L, 0 });

        Assert.Equal([0.25, 0.75, 0.5, 0.5], Values(byWeight.probs));
        Assert.True(byOdds.probs.allclose(byWeight.probs));
        Assert.Equal([Math.Log(0.75), Math.Log(0.5)], Values(byWeight.log_prob(choices)), Close);
        Assert.Equal([0.5623351446188083, Math.Log(2)], Values(byWeight.entropy()), Close);
        Assert.True(byOdds.entropy().allclose(byWeight.entropy()));
        Assert.Equal([2], byWeight.batch_shape.ToArray());
        Assert.Throws<ArgumentException>(() => distributions.Categorical());
    }

    [Fact]
    public void Choices_follow_the_probabilities_and_the_generator()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weights = tensor(new[,] { { 0.1f, 0.9f }, { 1, 0 } });

        Tensor first = distributions.Categorical(weights, generator: new Generator(7)).sample(10_000);
        Tensor second = distributions.Categorical(weights, generator: new Generator(7)).sample(10_000);

        Assert.Equal([10_000, 2], first.shape);
        Assert.True(first.Equals(second));
        Assert.InRange(first.@float().mean([0])[0].item<float>(), 0.88f, 0.92f);
        Assert.Equal(0, first[.., 1].sum().item<long>());
    }

    [Fact]
    public void A_normal_scores_by_its_density()
    {
        using DisposeScope scope = NewDisposeScope();
        using Normal normal = distributions.Normal(tensor(new[] { 0.0, 1 }), tensor(2.0));

        Assert.Equal([-1.6120857137646178, -1.7370857137646178], Values(normal.log_prob(tensor(new[] { 0.0, 0 }))), Close);
        Assert.Equal([2.1120857137646178, 2.1120857137646178], Values(normal.entropy()), Close);
        Assert.Equal([0.5, 0.3085375387259869], Values(normal.cdf(tensor(new[] { 0.0, 0 }))), Close);
        Assert.True(normal.cdf(normal.icdf(tensor(0.3))).allclose(full([2], 0.3, float64)));
        Assert.Equal([4.0, 4], Values(normal.variance));
        Assert.Equal([3, 2], normal.sample(3).shape);
    }

    [Fact]
    public void Reparameterized_draws_carry_derivatives_and_samples_do_not()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor mean = tensor(1f, requires_grad: true);
        using Normal normal = distributions.Normal(mean, tensor(2f), new Generator(3));

        normal.rsample(5).sum().backward();

        Assert.Equal(5f, mean.grad!.item<float>());
        Assert.False(normal.sample().requires_grad);
    }

    [Fact]
    public void A_bernoulli_scores_both_outcomes()
    {
        using DisposeScope scope = NewDisposeScope();
        using Bernoulli coin = distributions.Bernoulli(tensor(new[] { 0.25, 0.25 }), generator: new Generator(1));

        Assert.Equal([Math.Log(0.75), Math.Log(0.25)], Values(coin.log_prob(tensor(new[] { 0.0, 1 }))), Close);
        Assert.InRange(coin.sample(5000).mean().item<double>(), 0.23, 0.27);
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-9;

    private static double[] Values(Tensor tensor) => tensor.data<double>().ToArray();
}
