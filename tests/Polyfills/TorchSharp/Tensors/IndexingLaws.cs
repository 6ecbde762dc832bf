using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Tensors;

public sealed class IndexingLaws
{
    private static readonly Gen<long> extent = Gen.Choose(1, 6).Select(value => (long)value);

    [Fact]
    public void A_range_of_a_tensor_holds_what_the_range_of_its_array_holds() => Prop.ForAll(
        (from length in Gen.Choose(0, 20)
         from start in Gen.Choose(0, length)
         from end in Gen.Choose(start, length)
         from startFromEnd in Gen.Elements(true, false)
         from endFromEnd in Gen.Elements(true, false)
         select (length, range: new Range(
             startFromEnd ? Index.FromEnd(length - start) : start, endFromEnd ? Index.FromEnd(length - end) : end))).ToArbitrary(),
        example =>
        {
            using DisposeScope scope = NewDisposeScope();
            long[] array = [.. Enumerable.Range(0, example.length).Select(i => (long)i)];
            Tensor chosen = tensor(array)[example.range];
            return array[example.range].SequenceEqual(chosen.data<long>().ToArray());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reading_a_strided_view_reads_its_contiguous_copy() => Prop.ForAll(
        (from rows in extent
         from columns in extent
         from depth in extent
         from order in Gen.Shuffle(new long[] { 0, 1, 2 })
         from step in Gen.Choose(1, 3)
         select (rows, columns, depth, order, step)).ToArbitrary(),
        example =>
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor cube = arange(example.rows * example.columns * example.depth).view(example.rows, example.columns, example.depth);
            Tensor view = cube.permute(example.order)[TensorIndex.Ellipsis, TensorIndex.Slice(step: example.step)];
            return view.data<long>().ToArray().SequenceEqual(view.contiguous().data<long>().ToArray());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_tensor_read_back_is_the_tensor_written() => Prop.ForAll(
        ArbMap.Default.ArbFor<double[]>(),
        values =>
        {
            using DisposeScope scope = NewDisposeScope();
            using var file = new MemoryStream();
            tensor(values).Save(file);
            file.Position = 0;
            return values.SequenceEqual(Tensor.Load(file).data<double>().ToArray());
        }).QuickCheckThrowOnFailure();
}
