using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Tensors;

public sealed class ReductionTests
{
    [Fact]
    public void Sums_and_moments_reduce_all_or_some_dimensions()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor matrix = tensor(new[,] { { 1f, 2, 3 }, { 4, 5, 9 } });

        Assert.Equal(24f, matrix.sum().item<float>());
        // Named: a literal 0 would be taken for an element type.
        Assert.Equal([5f, 7, 12], Values(matrix.sum(dim: 0)));
        Assert.Equal([2, 1], matrix.sum(1, keepdim: true).shape);
        Assert.Equal(24f, matrix.sum([0, 1]).item<float>());
        Assert.Equal(float64, matrix.sum(type: float64).dtype);
        Assert.Equal(4f, matrix.mean().item<float>());
        Assert.Equal([2f, 6], Values(matrix.mean([1])));
        Assert.Equal(1080f, matrix.prod().item<float>());
        Assert.Equal([1f, 2.6457513f], Values(matrix.std(1)));
        Assert.Equal([2f / 3, 14f / 3], Values(matrix.var(1, unbiased: false)));
        Assert.Equal(8f, matrix.var().item<float>());
        Assert.Equal(MathF.Sqrt(136), matrix.norm().item<float>(), 1e-5f);
        Assert.Equal([6f, 18], Values(matrix.norm(1, false, 1f)));
    }

    [Fact]
    public void Extremes_come_with_their_places()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor matrix = tensor(new[,] { { 1f, 7, 3 }, { 4, -5, 9 } });

        (Tensor values, Tensor indexes) = matrix.max(1, keepdim: true);

        Assert.Equal([7f, 9], Values(values));
        Assert.Equal([1L, 2], indexes.data<long>().ToArray());
        Assert.Equal([2, 1], indexes.shape);
        Assert.Equal([1f, -5], Values(matrix.min(1).values));
        Assert.Equal(9f, matrix.max().item<float>());
        Assert.Equal(5, matrix.argmax().item<long>());
        Assert.Equal([1L, 0, 1], matrix.argmax(0).data<long>().ToArray());
        Assert.Equal([0L, 1], matrix.argmin(1).data<long>().ToArray());
        Assert.Equal([4f, 7, 9], Values(matrix.amax([0])));
    }

    [Fact]
    public void Orders_and_quantiles()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor row = tensor(new[] { 3f, 1, 2, 2 });

        Assert.Equal([3f, 2], Values(row.topk(2).values));
        Assert.Equal([1f, 2], Values(row.topk(2, largest: false).values));
        (Tensor sorted, Tensor places) = row.sort(stable: true);
        Assert.Equal([1f, 2, 2, 3], Values(sorted));
        Assert.Equal([1L, 2, 3, 0], places.data<long>().ToArray());
        Assert.Equal(0, row.argsort(descending: true)[0].item<long>());
        (Tensor distinct, Tensor? inverse, Tensor? counts) = row.unique(return_inverse: true, return_counts: true);
        Assert.Equal([1f, 2, 3], Values(distinct));
        Assert.Equal([2L, 0, 1, 1], inverse!.data<long>().ToArray());
        Assert.Equal([1L, 2, 1], counts!.data<long>().ToArray());
        Assert.Null(row.unique().counts);
        Assert.Equal(2f, row.median().item<float>());
        Assert.Equal([1f, 2, 3], Values(row.quantile(tensor(new[] { 0f, 0.5f, 1 }))));
        Assert.Equal([0L, 1, 2, 1], row.@long().bincount().data<long>().ToArray());
    }

    [Fact]
    public void Running_and_logarithmic_sums()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor row = tensor(new[] { 1f, 2, 3 });

        Assert.Equal([1f, 3, 6], Values(row.cumsum(0)));
        Assert.Equal([1f, 2, 6], Values(row.cumprod(0)));
        Assert.Equal(3.4076059f, row.logsumexp(0).item<float>(), 1e-6f);
        Assert.Equal(1f, row.softmax(0).sum().item<float>(), 1e-6f);
        Assert.True(row.log_softmax(0).exp().allclose(row.softmax(0)));
        Assert.True((row > 2).any().item<bool>());
        Assert.False((row > 2).all().item<bool>());
        Assert.Equal([true], (row > 2).view(1, 3).any(1).data<bool>().ToArray());
    }

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();
}
