using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Tensors;

public sealed class FactoryTests
{
    [Fact]
    public void The_element_type_follows_the_values()
    {
        using DisposeScope scope = NewDisposeScope();

        Assert.Equal(float32, tensor(new[] { 1f }).dtype);
        Assert.Equal(float64, tensor(1.0).dtype);
        Assert.Equal(int64, tensor(new List<long> { 1 }).dtype);
        Assert.Equal(int32, tensor(new[,] { { 1, 2 } }).dtype);
        Assert.Equal(ScalarType.Bool, tensor(true).dtype);
        Assert.Equal(uint8, tensor(new byte[] { 7 }).dtype);
        Assert.Equal(float64, tensor(new[] { 1f }, dtype: float64).dtype);
        Assert.Equal(float32, zeros(2).dtype);
        Assert.Equal(int64, arange(3).dtype);
        Assert.Equal(float32, arange(0, 1, 0.5).dtype);
        Assert.Equal(int64, full(2, 3).dtype);
        Assert.Equal(float32, full(2, 3.0).dtype);
        Assert.Equal(int64, randint(5, new long[] { 2 }).dtype);
        Assert.Equal(int64, randperm(4).dtype);
    }

    [Fact]
    public void Values_take_the_given_shape()
    {
        using Tensor matrix = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, new long[] { 2, 3 });
        using Tensor cube = tensor(new[,,] { { { 1L, 2 }, { 3, 4 } } });
        using Tensor list = tensor([1.0, 2, 3, 4], 2, 2);

        Assert.Equal([2, 3], matrix.shape);
        Assert.Equal(6f, matrix[1, 2].item<float>());
        Assert.Equal([1, 2, 2], cube.shape);
        Assert.Equal(3, cube[0, 1, 0].item<long>());
        Assert.Equal(4.0, list[1, 1].item<double>());
    }

    [Fact]
    public void Too_few_values_for_the_shape_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => tensor(new float[] { 1, 2, 3 }, new long[] { 2, 2 }));

        Assert.Equal("mismatched total size creating a tensor from an array: 4 vs. 3", error.Message);
    }

    [Fact]
    public void Tensor_copies_and_from_array_shares_the_callers_memory()
    {
        float[] values = [1, 2, 3, 4];
        using Tensor copied = tensor(values);
        using Tensor shared = from_array(values);
        using Tensor part = frombuffer(values, float32, count: 2, offset: 1);

        values[1] = 20;
        shared[0] = 10;

        Assert.Equal(2f, copied[1].item<float>());
        Assert.Equal(20f, shared[1].item<float>());
        Assert.Equal(10f, values[0]);
        Assert.Equal([20f, 3f], part.data<float>().ToArray());
    }

    [Fact]
    public void From_array_keeps_the_rank()
    {
        using Tensor matrix = from_array(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        using Tensor single = from_array(new double[,] { { 1, 2, 3 } }, float32);
        using Tensor mask = from_array(new[] { true, false });

        Assert.Equal([2, 3], matrix.shape);
        Assert.Equal(float32, single.dtype);
        Assert.Equal([true, false], mask.data<bool>().ToArray());
    }

    [Fact]
    public void The_memory_of_an_array_stays_in_place_while_its_tensor_lives()
    {
        using Tensor shared = Share();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.Equal(4_999_950_000.0, shared.sum().item<double>());

        static Tensor Share() => from_array(Enumerable.Range(0, 100_000).Select(i => (double)i).ToArray());
    }

    [Fact]
    public void Ranges_and_grids_have_the_values_of_pytorch()
    {
        using DisposeScope scope = NewDisposeScope();

        Assert.Equal([1L, 3, 5], arange(1, 6, 2).data<long>().ToArray());
        Assert.Equal([0f, 0.25f, 0.5f, 0.75f, 1f], linspace(0, 1, 5).data<float>().ToArray());
        Assert.Equal([1f, 10f, 100f], logspace(0, 2, 3).data<float>().ToArray());
        Assert.Equal([1f, 0, 0, 1], eye(2).data<float>().ToArray());
        Assert.Equal([2, 3], eye(2, 3).shape);
        Assert.Equal([7f, 7f], full_like(zeros(2), 7).data<float>().ToArray());
        Assert.Equal(float64, ones_like(zeros(2), dtype: float64).dtype);
    }

    [Fact]
    public void Shapes_can_be_given_in_every_way_that_upstream_allows()
    {
        using DisposeScope scope = NewDisposeScope();

        Assert.Equal([2], zeros(2).shape);
        Assert.Equal([2, 3], ones(2, 3).shape);
        Assert.Equal([2, 3, 4], empty(2, 3, 4).shape);
        Assert.Equal([2, 3, 4, 5], zeros(2, 3, 4, 5).shape);
        Assert.Equal([2, 3], zeros(new long[] { 2, 3 }).shape);
        Assert.Equal([2, 3], rand([2, 3]).shape);
        Assert.Equal([2, 3], randn(new Size([2, 3])).shape);
        Assert.Equal([2, 3], full([2, 3], 1.5).shape);
        Assert.Empty(zeros(Size.Empty).shape);
    }

    [Fact]
    public void Requiring_gradients_makes_a_leaf_that_does()
    {
        using Tensor leaf = zeros(2, requires_grad: true);

        Assert.True(leaf.requires_grad);
        Assert.True(leaf.is_leaf);
    }

    [Fact]
    public void An_array_of_an_impossible_element_type_is_refused_with_the_possible_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => from_array(new[] { 1m }));

        Assert.Contains("Decimal", error.Message, StringComparison.Ordinal);
        Assert.Contains("float", error.Message, StringComparison.Ordinal);
    }
}
