using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Tensors;

public sealed class IndexingTests
{
    [Fact]
    public void Positions_ranges_and_ends_choose_views()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor matrix = arange(12).view(3, 4);

        Assert.Equal([4L, 5, 6, 7], Values(matrix[1]));
        Assert.Equal(11, matrix[^1, ^1].item<long>());
        Assert.Equal([5L, 6, 9, 10], Values(matrix[1..3, 1..3]));
        Assert.Equal([1L, 5, 9], Values(matrix[.., 1]));
        Assert.Equal([8L, 9], Values(matrix[^1, ..2]));
        Assert.Equal([2L, 3], Values(matrix[0, ^2..]));
        Assert.Equal([0L, 2], Values(matrix[0, TensorIndex.Slice(0, null, 2)]));
        Assert.Equal([3L, 7, 11], Values(matrix[TensorIndex.Ellipsis, 3]));
        Assert.Equal([1L, 3, 4], matrix[TensorIndex.None, TensorIndex.Colon].shape);
        Assert.Equal([4L, 5, 6, 7, 8, 9, 10, 11], Values(matrix[(1, null)]));
        matrix[0][0] = 100;
        Assert.Equal(100, matrix[0, 0].item<long>());
    }

    [Fact]
    public void Masks_and_tensors_of_positions_choose_copies()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor row = arange(5);

        Assert.Equal([3L, 4], Values(row[row > 2]));
        Assert.Equal([4L, 0], Values(row[tensor(new[] { 4L, 0 })]));
        Tensor matrix = arange(6).view(2, 3);
        Assert.Equal([5L, 0], Values(matrix[tensor(new[] { 1L, 0 }), tensor(new[] { 2L, 0 })]));
        Assert.Equal([2L, 5], Values(matrix[TensorIndex.Colon, TensorIndex.Tensor(tensor(new[] { 2L }))]));
    }

    [Fact]
    public void Assignment_writes_into_the_chosen_place()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor matrix = zeros(2, 3);

        matrix[0, 0] = 99;
        matrix[1] = tensor(new[] { 1f, 2, 3 });
        matrix[.., 2] = 7.0;
        matrix[matrix > 50] = -1;

        Assert.Equal([-1f, 0, 7, 1, 2, 7], matrix.data<float>().ToArray());
        Assert.Same(matrix, matrix.index_put_(5, TensorIndex.Single(0), TensorIndex.Single(1)));
        Assert.Equal(5f, matrix[0, 1].item<float>());
    }

    [Fact]
    public void Gather_and_scatter_are_each_others_inverse_on_distinct_places()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = tensor(new[,] { { 1f, 2, 3 }, { 4, 5, 6 } });
        Tensor places = tensor(new[,] { { 2L, 0 }, { 1, 2 } });

        Tensor gathered = values.gather(1, places);
        Tensor scattered = zeros(2, 3).scatter(1, places, gathered);

        Assert.Equal([3f, 1, 5, 6], gathered.data<float>().ToArray());
        Assert.Equal([1f, 0, 3, 0, 5, 6], scattered.data<float>().ToArray());
        Assert.Equal([2f, 0, 6, 0, 10, 12], scattered.scatter_add_(1, places, gathered).data<float>().ToArray());
        Assert.Equal([1f, 0], zeros(2).scatter_(0, tensor(new[] { 0L }), ones(1)).data<float>().ToArray());
    }

    [Fact]
    public void Masks_fill_and_select()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor row = tensor(new[] { 1f, -2, 3 });

        Assert.Equal([1f, 0, 3], row.masked_fill(row < 0, 0).data<float>().ToArray());
        Assert.Equal([1f, 3], row.masked_select(row > 0).data<float>().ToArray());
        Assert.Equal([1f, 2, 3], where(row > 0, row, -row).data<float>().ToArray());
        Assert.Same(row, row.masked_fill_(row < 0, float.NegativeInfinity));
        Assert.Equal(float.NegativeInfinity, row[1].item<float>());
        Assert.Equal([0L, 2], nonzero(row > 0).view(-1).data<long>().ToArray());
    }

    [Fact]
    public void Joining_undoes_parting()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor matrix = arange(12).view(3, 4);

        Assert.True(cat(matrix.split(3, 1), 1).Equals(matrix));
        Assert.True(cat(matrix.split([1, 2]), 0).Equals(matrix));
        Assert.True(cat(matrix.chunk(2, 0)).Equals(matrix));
        Assert.True(stack(matrix.unbind(1), 1).Equals(matrix));
        Assert.Equal([2, 1], matrix.chunk(2, 0).Select(part => part.size(0)));
        Assert.Equal([6], hstack(arange(3), arange(3)).shape);
        Assert.Equal([2, 3], vstack(arange(3), arange(3)).shape);
    }

    [Fact]
    public void Shapes_change_without_touching_the_elements()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor cube = arange(24).view(2, 3, 4);

        Assert.Equal([4, 3, 2], cube.T.shape);
        Assert.Equal([2, 4, 3], cube.mT.shape);
        Assert.Equal([4, 2, 3], cube.permute(2, 0, 1).shape);
        Assert.Equal([3, 2, 4], cube.transpose(0, 1).shape);
        Assert.Equal([2, 12], cube.flatten(1).shape);
        Assert.Equal([6, 4], cube.reshape(-1, 4).shape);
        Assert.Equal([2, 1, 3, 4], cube.unsqueeze(1).shape);
        Assert.Equal([3, 4], cube[..1].squeeze(0).shape);
        Assert.Equal([2, 3, 4], cube.unsqueeze(0).unsqueeze(-1).squeeze().shape);
        Assert.Equal([5, 2], arange(2).expand(5, -1).shape);
        Assert.Equal([0L, 1, 0, 1], Values(arange(2).repeat(2)));
        Assert.Equal([0L, 0, 1, 1], Values(arange(2).repeat_interleave(2)));
        Assert.Equal([4L, 5], Values(cube.narrow(2, 0, 2)[0, 1]));
        Assert.Equal([1L, 3], Values(arange(5).slice(0, 1, 5, 2)));
        Assert.Equal([2L, 1, 0], Values(arange(3).flip(0)));
    }

    private static long[] Values(Tensor tensor) => tensor.data<long>().ToArray();
}
