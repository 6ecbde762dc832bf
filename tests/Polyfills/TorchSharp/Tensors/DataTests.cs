using TorchSharp;
using TorchSharp.Utils;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Tensors;

public sealed class DataTests
{
    [Fact]
    public void Item_reads_only_its_own_type_and_the_converting_readers_read_all()
    {
        using Tensor single = tensor(2.5f);

        Assert.Equal(2.5f, single.item<float>());
        Assert.Equal(2.5, single.ToDouble());
        Assert.Equal(2, single.ToInt32());
        Assert.Throws<ArgumentException>(() => single.item<double>());
        using Tensor flag = tensor(true);
        Assert.True(flag.item<bool>());
        Assert.True(flag.ToBoolean());
        using Tensor small = tensor(new byte[] { 200 });
        Assert.Equal(200, small.item<byte>());
        Assert.Equal(long.MaxValue, tensor(long.MaxValue).item<long>());
    }

    [Fact]
    public void Data_reads_row_by_row_whatever_the_strides()
    {
        using Tensor matrix = tensor(new[,] { { 1f, 2, 3 }, { 4, 5, 6 } });
        using Tensor turned = matrix.t();

        Assert.False(turned.is_contiguous());
        Assert.Equal([1f, 4, 2, 5, 3, 6], turned.data<float>().ToArray());
        Assert.Equal(5f, turned.data<float>()[1, 1]);
        Assert.Equal(new[,] { { 1f, 4 }, { 2, 5 }, { 3, 6 } }, turned.data<float>().ToNDArray());
        Assert.Equal([1f, 4, 2, 5, 3, 6], turned.data<float>());
    }

    [Fact]
    public void Data_writes_through_to_the_tensor()
    {
        using Tensor matrix = zeros(2, 2);
        TensorAccessor<float> data = matrix.data<float>();

        data[3] = 9;
        data.CopyFrom([1, 2]);
        matrix.t().data<float>().CopyFrom([7], tensorIndex: 1);

        Assert.Equal([1f, 2, 7, 9], data.ToArray());
    }

    [Fact]
    public void Data_copies_parts()
    {
        using Tensor row = arange(5);
        var target = new long[4];

        row.data<long>().CopyTo(target, arrayIndex: 1, tensorIndex: 3);
        row.data<long>().CopyTo(target.AsSpan(3));

        Assert.Equal([0L, 3, 4, 0], target);
    }

    [Fact]
    public void Data_of_another_type_is_refused()
    {
        using Tensor row = arange(5);

        var error = Assert.Throws<ArgumentException>(() => row.data<float>());

        Assert.Equal("data<Single>() reads tensors of Float32, and this one holds Int64.", error.Message);
    }

    [Fact]
    public void Bytes_are_the_memory_itself()
    {
        using Tensor row = zeros(2);

        row.bytes[3] = 0x3f;
        row.bytes[2] = 0x80;

        Assert.Equal(1f, row[0].item<float>());
        row.bytes = new byte[8];
        Assert.Equal(0f, row[0].item<float>());
        Assert.Throws<ArgumentException>(() => row.bytes = new byte[7]);
        using Tensor turned = zeros(2, 3).t();
        Assert.Throws<InvalidOperationException>(() => turned.bytes.Length);
    }

    [Fact]
    public void Bytes_go_to_and_come_from_streams()
    {
        using Tensor row = tensor(new[] { 1f, 2 });
        using var stream = new MemoryStream();
        row.WriteBytesToStream(stream);
        stream.Position = 0;
        using Tensor read = zeros(2);

        read.ReadBytesFromStream(stream);

        Assert.True(row.Equals(read));
    }

    [Fact]
    public void Converting_shares_the_memory_unless_something_changes_or_a_copy_is_asked_for()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor row = zeros(2);

        Tensor same = row.to(float32);
        Tensor copy = row.to(float32, copy: true);
        Tensor wide = row.to(float64);
        row.fill_(1);

        Assert.Equal(1f, same[0].item<float>());
        Assert.Equal(0f, copy[0].item<float>());
        Assert.Equal(0.0, wide[0].item<double>());
        Assert.Equal(int64, row.to(tensor(1L)).dtype);
        Assert.Equal(float16, row.half().dtype);
        Assert.Equal(DeviceType.CPU, row.to("cpu").device_type);
        Tensor temporary = row.clone();
        temporary.to(float64, disposeAfter: true);
        Assert.True(temporary.IsInvalid);
    }

    [Fact]
    public void Sizes_strides_and_counts_describe_the_tensor()
    {
        using Tensor cube = zeros(2, 3, 4);

        Assert.Equal(3, cube.ndim);
        Assert.Equal(24, cube.NumberOfElements);
        Assert.Equal(4, cube.size(-1));
        Assert.Equal([12, 4, 1], cube.stride());
        Assert.Equal(4, cube.element_size());
        Assert.Equal("[2x3x4], type = Float32, device = cpu", cube.ToString());
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => cube.size(3));
    }

    [Fact]
    public void Printing_shows_the_elements_in_the_style_asked_for()
    {
        using Tensor matrix = tensor(new[,] { { 1L, 20 }, { -3, 4 } });

        Assert.Equal($"[[ 1, 20],{Environment.NewLine} [-3,  4]]", matrix.npstr());
        Assert.Equal("{True, False}", tensor(new[] { true, false }).cstr().Replace(" T", "T", StringComparison.Ordinal));
    }
}
