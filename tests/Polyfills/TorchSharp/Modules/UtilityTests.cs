using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Modules;

public sealed class UtilityTests
{
    [Fact]
    public void Clipping_by_norm_scales_all_gradients_together_and_tells_the_norm_before()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter[] parameters = [WithGradient(3f), WithGradient(4f), new Parameter(ones(1))];

        double before = nn.utils.clip_grad_norm_(parameters, 1);
        double after = nn.utils.clip_grad_norm_(parameters, 10);

        Assert.Equal(5, before, 1e-5);
        Assert.Equal(1, after, 1e-5);
        Assert.Equal(0.6f, parameters[0].grad!.item<float>(), 1e-5f);
        Assert.Equal(0, nn.utils.clip_grad_norm_([new Parameter(ones(1))], 1));
        Assert.Equal(0.8f, nn.utils.clip_grad_norm_(parameters, 5, double.PositiveInfinity), 1e-5f);
    }

    [Fact]
    public void Clipping_by_value_limits_each_element()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter parameter = WithGradient(-3f);

        nn.utils.clip_grad_value_([parameter], 0.5);

        Assert.Equal(-0.5f, parameter.grad!.item<float>());
    }

    [Fact]
    public void A_vector_of_parameters_goes_back_where_it_came_from()
    {
        using DisposeScope scope = NewDisposeScope();
        Linear source = nn.Linear(3, 2);
        Linear target = nn.Linear(3, 2);

        Tensor vector = nn.utils.parameters_to_vector(source.parameters());
        nn.utils.vector_to_parameters(vector, target.parameters());

        Assert.Equal([8], vector.shape);
        Assert.True(source.weight.Equals(target.weight));
        Assert.True(source.bias!.Equals(target.bias!));
    }

    private static Parameter WithGradient(float value)
    {
        var parameter = new Parameter(zeros(1));
        parameter.grad = full(1, value);
        return parameter;
    }
}
