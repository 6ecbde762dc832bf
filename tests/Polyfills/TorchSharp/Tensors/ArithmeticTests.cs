using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Tensors;

public sealed class ArithmeticTests
{
    [Fact]
    public void Operators_take_tensors_and_numbers_on_either_side()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor row = tensor(new[] { 2f, 4 });

        Assert.Equal([3f, 5], Values(row + 1));
        Assert.Equal([3f, 5], Values(1 + row));
        Assert.Equal([1f, 3], Values(row - 1.0));
        Assert.Equal([-1f, -3], Values(1 - row));
        Assert.Equal([4f, 16], Values(row * row));
        Assert.Equal([1f, 2], Values(row / 2f));
        Assert.Equal([2f, 1], Values(4 / row));
        Assert.Equal([2f, 1], Values(row % 3));
        Assert.Equal([-2f, -4], Values(-row));
        Assert.Equal([8f, 24], Values((row * 2L) + (row * row)));
    }

    [Fact]
    public void Whole_numbers_keep_whole_tensors_whole()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor row = tensor(new[] { 7L, -7 });

        Assert.Equal(int64, (row * 2).dtype);
        Assert.Equal(float32, (row * 2.0).dtype);
        Assert.Equal(float32, (row / 2).dtype);
        Assert.Equal([3L, -4], row.floor_divide(2).data<long>().ToArray());
        Assert.Equal([3L, -3], row.div(tensor(2L), RoundingMode.trunc).data<long>().ToArray());
    }

    [Fact]
    public void Updates_in_place_return_the_tensor_itself()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor row = tensor(new[] { 1f, 2 });

        Tensor result = row.add_(1).mul_(2).sub_(row / row).div_(tensor(2f)).pow_(2).clamp_(max: 6);

        Assert.Same(row, result);
        Assert.Equal([2.25f, 6f], Values(row));
        Assert.Same(row, row.zero_());
        Assert.Same(row, row.fill_(3).copy_(tensor(new[] { 8L, 9 })));
        Assert.Equal([8f, 9], Values(row));
    }

    [Fact]
    public void Fused_updates_have_their_formulas()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor row = tensor(new[] { 1f, 2 });
        Tensor left = tensor(new[] { 3f, 4 });
        Tensor right = tensor(new[] { 5f, 8 });

        Assert.Equal([7f, 10], Values(row.add(left, alpha: 2)));
        Assert.Equal([-5f, -6], Values(row.sub(left, alpha: 2)));
        Assert.Equal([31f, 66], Values(row.addcmul(left, right, value: 2)));
        Assert.Equal([2.2f, 3f], Values(row.addcdiv(left, right, value: 2)));
        Assert.Equal([1.5f, 2.5f], Values(row.lerp(left, 0.25)));
        Assert.Same(row, row.lerp_(left, 0.5).addcmul_(left, right, 1).addcdiv_(left, right));
        Assert.Equal([17.6f, 35.5f], Values(row));
    }

    [Theory]
    [InlineData("exp", 1.5f, 4.4816891f)]
    [InlineData("log", 1.5f, 0.4054651f)]
    [InlineData("log1p", 1.5f, 0.9162907f)]
    [InlineData("expm1", 1.5f, 3.4816891f)]
    [InlineData("sqrt", 2.25f, 1.5f)]
    [InlineData("rsqrt", 4f, 0.5f)]
    [InlineData("square", 1.5f, 2.25f)]
    [InlineData("abs", -1.5f, 1.5f)]
    [InlineData("neg", -1.5f, 1.5f)]
    [InlineData("sign", -1.5f, -1f)]
    [InlineData("floor", -1.5f, -2f)]
    [InlineData("ceil", -1.5f, -1f)]
    [InlineData("round", 2.5f, 2f)]
    [InlineData("trunc", -1.5f, -1f)]
    [InlineData("reciprocal", 4f, 0.25f)]
    [InlineData("relu", -1.5f, 0f)]
    [InlineData("tanh", 1.5f, 0.9051483f)]
    [InlineData("sigmoid", 1.5f, 0.8175745f)]
    [InlineData("sin", 1.5f, 0.997495f)]
    [InlineData("cos", 1.5f, 0.0707372f)]
    [InlineData("atanh", 0.5f, 0.5493061f)]
    [InlineData("erf", 0.5f, 0.5204999f)]
    [InlineData("lgamma", 4f, 1.7917595f)]
    public void Functions_of_one_element_agree_as_method_function_and_in_place(string name, float argument, float expected)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor value = tensor(argument);

        var made = (Tensor)typeof(Tensor).GetMethod(name, [])!.Invoke(value, [])!;
        var called = (Tensor)typeof(torch).GetMethod(name, [typeof(Tensor)])!.Invoke(null, [value])!;
        var updated = (Tensor)typeof(Tensor).GetMethod(name + "_", [])!.Invoke(value, [])!;

        Assert.Equal(expected, made.item<float>(), 1e-6f);
        Assert.Equal(expected, called.item<float>(), 1e-6f);
        Assert.Equal(expected, updated.item<float>(), 1e-6f);
        Assert.Same(value, updated);
    }

    [Fact]
    public void Bounds_may_be_one_sided_or_tensors()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor row = tensor(new[] { -2f, 0.5f, 3 });

        Assert.Equal([-1f, 0.5f, 1], Values(row.clamp(-1, 1)));
        Assert.Equal([0f, 0.5f, 3], Values(row.clip(min: 0)));
        Assert.Equal([-2f, 0.5f, 1], Values(row.clamp_max(1)));
        Assert.Equal([0f, 0.5f, 2], Values(row.clamp(zeros(3), full(3, 2.0))));
        Assert.Equal([0f, 0.5f, 3], Values(row.maximum(zeros(3))));
        Assert.Equal([-2f, 0, 0], Values(minimum(row, zeros(3))));
    }

    [Fact]
    public void Comparisons_are_elementwise_and_equals_is_whole()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor row = tensor(new[] { 1f, 2, 3 });

        Assert.Equal([false, true, false], (row == 2).data<bool>().ToArray());
        Assert.Equal([false, true, true], (row >= 2).data<bool>().ToArray());
        Assert.Equal([true, false, false], (2 > row).data<bool>().ToArray());
        Assert.Equal([true, false, true], row.ne(tensor(new[] { 0f, 2, 0 })).data<bool>().ToArray());
        Assert.True(row.Equals(row.clone()));
        Assert.False(row.Equals(row + 1));
        Assert.Equal([true, true, true], row.equal(row.clone()).data<bool>().ToArray());
        Assert.True(row.allclose(row + 1e-7));
        Assert.False(row.allclose(row + 1e-3));
        Assert.Equal([false, true, false], ((row > 1) & (row < 3)).data<bool>().ToArray());
        Assert.Equal([true, false, true], (row > 1).logical_and(row < 3).logical_not().data<bool>().ToArray());
    }

    [Fact]
    public void Not_a_number_and_infinities_are_found()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor row = tensor(new[] { float.NaN, float.PositiveInfinity, 1 });

        Assert.Equal([true, false, false], row.isnan().data<bool>().ToArray());
        Assert.Equal([false, true, false], row.isinf().data<bool>().ToArray());
        Assert.Equal([false, false, true], row.isfinite().data<bool>().ToArray());
        Assert.Equal([0f, 9, 1], Values(row.nan_to_num(nan: 0, posinf: 9)));
    }

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();
}
