using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Networks.Fused;
using Xunit;

namespace ReAgent.Learning.Tests.Networks.Fused;

public sealed class ProductTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(6, 3, 16)]
    [InlineData(7, 5, 9)]
    [InlineData(11, 300, 24)]
    [InlineData(13, 17, 40)]
    [InlineData(50, 523, 8)]
    public void Sums_take_their_terms_in_order(int rows, int depth, int columns)
    {
        var (left, right, start, result) = (Filled(rows, depth), Filled(depth, columns), Filled(1, columns), new Panels(rows, columns));
        var half = rows / 2;
        Product.Compute(left, right, start, result, 0, half, rectify: true);
        Product.Compute(left, right, start, result, half, rows - half, rectify: true);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                // Where the processor fuses multiplication and addition, to the bit.
                var sum = start.At(0, column);
                for (var term = 0; term < depth; term++)
                {
                    sum = float.MultiplyAddEstimate(left.At(row, term), right.At(term, column), sum);
                }

                Assert.Equal(Math.Max(0, sum), result.At(row, column));
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 7, 70)]
    [InlineData(35, 300, 130)]
    public void The_left_side_may_be_turned(int rows, int depth, int columns)
    {
        var (left, right, start, result) = (Filled(depth, rows), Filled(depth, columns), Filled(1, columns), new Panels(rows, columns));
        for (var panel = 0; panel < left.Count; panel++)
        {
            Product.ComputeTransposed(left, right, start, result, depth, panel..(panel + 1), ..1);
            Product.ComputeTransposed(left, right, start, result, depth, panel..(panel + 1), 1..result.Count);
        }

        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = start.At(0, column);
                for (var term = 0; term < depth; term++)
                {
                    sum = float.MultiplyAddEstimate(left.At(term, row), right.At(term, column), sum);
                }

                Assert.Equal(sum, result.At(row, column));
            }
        }
    }

    [Theory]
    [InlineData(3, 16)]
    [InlineData(4, 37)]
    public void Rows_go_in_and_out_unchanged(int rows, int width)
    {
        var stream = new RandomStream(2, "rows");
        float[] source = [.. Enumerable.Range(0, rows * width).Select(_ => (float)stream.NextGaussian())];
        var panels = new Panels(rows, width);
        panels.Read(source, 0, 1);
        panels.Read(source, 1, rows - 1);
        var target = new float[source.Length];
        panels.Write(target, 0, rows);
        Assert.Equal(source, target);
        panels.AddTo(target, 1, rows - 1, 0, panels.Count);
        Assert.Equal(source.Select((value, index) => index < width ? value : value + value), target);
    }

    private static Panels Filled(int rows, int width)
    {
        var stream = new RandomStream(1, $"{rows} x {width}");
        var matrix = new Panels(rows, width);
        for (var panel = 0; panel < matrix.Count; panel++)
        {
            // What lies beyond the width must not matter.
            matrix.Block(panel, 0, rows).Fill(float.NaN);
        }

        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < width; column++)
            {
                matrix.At(row, column) = (float)stream.NextGaussian();
            }
        }

        return matrix;
    }
}
