using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ReAgent.Polyfills.TorchSharp.Tests.Modules;

public sealed class InitializationTests
{
    [Fact]
    public void Bounds_and_deviations_follow_the_fans()
    {
        using var generator = new Generator(5);
        using Tensor weight = empty(50, 200);

        Assert.Same(weight, init.xavier_uniform_(weight, 2, generator));
        Assert.InRange(weight.abs().max().item<float>(), 0.30f, 2 * MathF.Sqrt(6f / 250));
        init.xavier_normal_(weight, 1, generator);
        Assert.Equal(MathF.Sqrt(2f / 250), weight.std().item<float>(), 0.003f);
        init.kaiming_uniform_(weight, nonlinearity: init.NonlinearityType.ReLU, generator: generator);
        Assert.InRange(weight.abs().max().item<float>(), 0.17f, MathF.Sqrt(6f / 200));
        init.kaiming_normal_(weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.Linear, generator: generator);
        Assert.Equal(MathF.Sqrt(1f / 50), weight.std().item<float>(), 0.004f);
        Assert.Equal((200, 50), init.CalculateFanInAndFanOut(weight));
        Assert.Throws<ArgumentException>(() => init.xavier_normal_(zeros(3)));
    }

    [Theory]
    [InlineData(init.NonlinearityType.Linear, 0, 1)]
    [InlineData(init.NonlinearityType.Sigmoid, 0, 1)]
    [InlineData(init.NonlinearityType.Tanh, 0, 5.0 / 3)]
    [InlineData(init.NonlinearityType.ReLU, 0, 1.4142135623730951)]
    [InlineData(init.NonlinearityType.LeakyReLU, 0.01, 1.4141428569978354)]
    public void Gains_are_pytorchs(init.NonlinearityType type, double param, double expected) =>
        Assert.Equal(expected, init.calculate_gain(type, param), 1e-12);

    [Theory]
    [InlineData(3, 5)]
    [InlineData(5, 3)]
    public void Orthogonal_weights_have_orthonormal_rows_or_columns(long rows, long columns)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = init.orthogonal_(empty(rows, columns, dtype: float64), gain: 2);

        Tensor product = rows < columns ? weight.mm(weight.t()) : weight.t().mm(weight);

        Assert.True(product.allclose(eye(3, dtype: float64) * 4));
    }

    [Fact]
    public void Parameters_are_filled_without_a_graph()
    {
        using DisposeScope scope = NewDisposeScope();
        var parameter = Parameter(zeros(4, 4));

        init.normal_(parameter, 10, 0.1);
        Assert.InRange(parameter.mean().item<float>(), 9.8f, 10.2f);
        init.uniform_(parameter, 2, 3);
        Assert.InRange(parameter.min().item<float>(), 2f, 3f);
        init.constant_(parameter, 4);
        Assert.Equal(64f, parameter.sum().item<float>());
        init.eye_(parameter);
        Assert.True(parameter.Equals(eye(4)));
        init.trunc_normal_(parameter, std: 5);
        Assert.True(parameter.abs().max().item<float>() <= 2);
        Assert.Equal(0f, init.zeros_(parameter).sum().item<float>());
        Assert.True(parameter.is_leaf);
    }
}
