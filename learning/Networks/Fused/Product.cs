using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReAgent.Learning.Networks.Fused;

/// <summary>
/// C = start + A·B, tile by tile: 96 sums, 6 rows of 16 or 12 of 8, are kept in registers while their terms pass by.
/// </summary>
/// <remarks>
/// Every sum takes its terms one after another, in order, each by one fused multiplication and addition. So the result is a function of A, B
/// and the start alone: tiles, blocks and threads change nothing, down to the last bit.
/// </remarks>
internal static class Product
{
    /// <summary>Terms per block: so many rows of a panel of B, and of a tile's rows of A, stay in the first cache.</summary>
    private const int Depth = 256;

    /// <summary>Rows of C = start + A·B.</summary>
    /// <param name="left">A.</param>
    /// <param name="right">B.</param>
    /// <param name="start">What the sums of each row start from: one row.</param>
    /// <param name="result">C.</param>
    /// <param name="firstRow">First row of A and C.</param>
    /// <param name="rows">How many.</param>
    /// <param name="rectify">Whether max(0, ·) is taken of the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(Panels left, Panels right, Panels start, Panels result, int firstRow, int rows, bool rectify)
    {
        // A's rows go on in its next panel after 16 terms.
        var jump = left.Distance - Panels.Columns;
        for (var first = 0; first < left.Width; first += Depth)
        {
            var terms = Math.Min(Depth, left.Width - first);
            var rectified = rectify && first + terms == left.Width;
            for (var column = 0; column < result.Width; column += Panels.Columns)
            {
                ref var a = ref left.At(firstRow, first);
                ref var b = ref right.At(first, column);
                ref var c = ref result.At(firstRow, column);
                ref var from = ref first == 0 ? ref start.At(0, column) : ref c;
                var fromRow = first == 0 ? 0 : Panels.Columns;
                if (result.Width - column > Panels.Columns / 2)
                {
                    Strip<Yes, Straight>(ref a, ref b, ref from, ref c, rows, fromRow, terms, Panels.Columns, jump, rectified);
                }
                else
                {
                    Strip<No, Straight>(ref a, ref b, ref from, ref c, rows, fromRow, terms, Panels.Columns, jump, rectified);
                }
            }
        }
    }

    /// <summary>Panels of rows and of columns of C = start + Aᵀ·B.</summary>
    /// <param name="left">A, whose columns are C's rows.</param>
    /// <param name="right">B.</param>
    /// <param name="start">What the sums of each row start from: one row.</param>
    /// <param name="result">C.</param>
    /// <param name="depth">How many rows of A and B count.</param>
    /// <param name="rowPanels">The panels of A.</param>
    /// <param name="columnPanels">The panels of B.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ComputeTransposed(
        Panels left, Panels right, Panels start, Panels result, int depth, Range rowPanels, Range columnPanels)
    {
        for (var first = 0; first < depth; first += Depth)
        {
            var terms = Math.Min(Depth, depth - first);
            for (var panel = columnPanels.Start.Value; panel < columnPanels.End.Value; panel++)
            {
                // Tiles do not cross panels of A: 16 rows are 6, 6 and 4, or 12 and 4.
                for (var rowPanel = rowPanels.Start.Value; rowPanel < rowPanels.End.Value; rowPanel++)
                {
                    var (row, column) = (rowPanel * Panels.Columns, panel * Panels.Columns);
                    var rows = Math.Min(Panels.Columns, left.Width - row);
                    ref var a = ref left.At(first, row);
                    ref var b = ref right.At(first, column);
                    ref var c = ref result.At(row, column);
                    ref var from = ref first == 0 ? ref start.At(0, column) : ref c;
                    var fromRow = first == 0 ? 0 : Panels.Columns;
                    if (result.Width - column > Panels.Columns / 2)
                    {
                        Strip<Yes, Turned>(ref a, ref b, ref from, ref c, rows, fromRow, terms, terms, 0, rectify: false);
                    }
                    else
                    {
                        Strip<No, Turned>(ref a, ref b, ref from, ref c, rows, fromRow, terms, terms, 0, rectify: false);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip<TWide, TTurned>(
        ref float a, ref float b, ref float from, ref float c, int rows, int fromRow, int terms, int run, int jump, bool rectify)
        where TWide : struct, IWide
        where TTurned : struct, ILayout
    {
        while (rows > 0)
        {
            int done;
            if (!TWide.Value && rows >= 12)
            {
                done = 12;
                Tile<Six, No, TTurned>(ref a, ref b, ref from, ref c, fromRow, terms, run, jump, rectify);
            }
            else if (rows >= 6)
            {
                done = 6;
                Tile<Six, Yes, TTurned>(ref a, ref b, ref from, ref c, fromRow, terms, run, jump, rectify);
            }
            else if (rows >= 4)
            {
                done = 4;
                Tile<Four, Yes, TTurned>(ref a, ref b, ref from, ref c, fromRow, terms, run, jump, rectify);
            }
            else if (rows >= 2)
            {
                done = 2;
                Tile<Two, Yes, TTurned>(ref a, ref b, ref from, ref c, fromRow, terms, run, jump, rectify);
            }
            else
            {
                done = 1;
                Tile<One, Yes, TTurned>(ref a, ref b, ref from, ref c, fromRow, terms, run, jump, rectify);
            }

            rows -= done;
            a = ref Unsafe.Add(ref a, done * TTurned.Row);
            from = ref Unsafe.Add(ref from, done * fromRow);
            c = ref Unsafe.Add(ref c, done * Panels.Columns);
        }
    }

    /// <summary>A tile of TRows rows and 16 columns or, where that is not wide, of twice the rows and 8 columns.</summary>
    /// <param name="a">First element of A.</param>
    /// <param name="b">First element of B.</param>
    /// <param name="from">First element of what the sums start from.</param>
    /// <param name="c">First element of C.</param>
    /// <param name="fromRow">Distance between rows of the start.</param>
    /// <param name="terms">Number of terms.</param>
    /// <param name="run">After how many terms A goes on elsewhere.</param>
    /// <param name="jump">How far from where it would be.</param>
    /// <param name="rectify">Whether max(0, ·) is taken of the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows, TWide, TTurned>(
        ref float a, ref float b, ref float from, ref float c, nint fromRow, int terms, int run, nint jump, bool rectify)
        where TRows : struct, IRows
        where TWide : struct, IWide
        where TTurned : struct, ILayout
    {
        // Conditions on the type parameters are constants to the compiler: each tile has only the code and the registers that it needs.
        Vector256<float> c00, c01, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        c00 = Vector256.LoadUnsafe(ref from);
        c01 = Vector256.LoadUnsafe(ref from, TWide.Value ? 8 : (nuint)(6 * fromRow));
        if (TRows.Count > 1)
        {
            c10 = Vector256.LoadUnsafe(ref from, (nuint)fromRow);
            c11 = Vector256.LoadUnsafe(ref from, TWide.Value ? (nuint)fromRow + 8 : (nuint)(7 * fromRow));
        }

        if (TRows.Count > 2)
        {
            c20 = Vector256.LoadUnsafe(ref from, (nuint)(2 * fromRow));
            c21 = Vector256.LoadUnsafe(ref from, TWide.Value ? (nuint)(2 * fromRow) + 8 : (nuint)(8 * fromRow));
        }

        if (TRows.Count > 3)
        {
            c30 = Vector256.LoadUnsafe(ref from, (nuint)(3 * fromRow));
            c31 = Vector256.LoadUnsafe(ref from, TWide.Value ? (nuint)(3 * fromRow) + 8 : (nuint)(9 * fromRow));
        }

        if (TRows.Count > 4)
        {
            c40 = Vector256.LoadUnsafe(ref from, (nuint)(4 * fromRow));
            c41 = Vector256.LoadUnsafe(ref from, TWide.Value ? (nuint)(4 * fromRow) + 8 : (nuint)(10 * fromRow));
        }

        if (TRows.Count > 5)
        {
            c50 = Vector256.LoadUnsafe(ref from, (nuint)(5 * fromRow));
            c51 = Vector256.LoadUnsafe(ref from, TWide.Value ? (nuint)(5 * fromRow) + 8 : (nuint)(11 * fromRow));
        }

        while (true)
        {
            var steps = Math.Min(terms, run);
            terms -= steps;
            for (; steps > 0; steps--)
            {
                var b0 = Vector256.LoadUnsafe(ref b);
                var b1 = TWide.Value ? Vector256.LoadUnsafe(ref b, 8) : b0;
                var x = Vector256.Create(a);
                c00 = Vector256.MultiplyAddEstimate(x, b0, c00);
                c01 = Vector256.MultiplyAddEstimate(TWide.Value ? x : Vector256.Create(Unsafe.Add(ref a, 6 * TTurned.Row)), b1, c01);
                if (TRows.Count > 1)
                {
                    x = Vector256.Create(Unsafe.Add(ref a, TTurned.Row));
                    c10 = Vector256.MultiplyAddEstimate(x, b0, c10);
                    c11 = Vector256.MultiplyAddEstimate(TWide.Value ? x : Vector256.Create(Unsafe.Add(ref a, 7 * TTurned.Row)), b1, c11);
                }

                if (TRows.Count > 2)
                {
                    x = Vector256.Create(Unsafe.Add(ref a, 2 * TTurned.Row));
                    c20 = Vector256.MultiplyAddEstimate(x, b0, c20);
                    c21 = Vector256.MultiplyAddEstimate(TWide.Value ? x : Vector256.Create(Unsafe.Add(ref a, 8 * TTurned.Row)), b1, c21);
                }

                if (TRows.Count > 3)
                {
                    x = Vector256.Create(Unsafe.Add(ref a, 3 * TTurned.Row));
                    c30 = Vector256.MultiplyAddEstimate(x, b0, c30);
                    c31 = Vector256.MultiplyAddEstimate(TWide.Value ? x : Vector256.Create(Unsafe.Add(ref a, 9 * TTurned.Row)), b1, c31);
                }

                if (TRows.Count > 4)
                {
                    x = Vector256.Create(Unsafe.Add(ref a, 4 * TTurned.Row));
                    c40 = Vector256.MultiplyAddEstimate(x, b0, c40);
                    c41 = Vector256.MultiplyAddEstimate(TWide.Value ? x : Vector256.Create(Unsafe.Add(ref a, 10 * TTurned.Row)), b1, c41);
                }

                if (TRows.Count > 5)
                {
                    x = Vector256.Create(Unsafe.Add(ref a, 5 * TTurned.Row));
                    c50 = Vector256.MultiplyAddEstimate(x, b0, c50);
                    c51 = Vector256.MultiplyAddEstimate(TWide.Value ? x : Vector256.Create(Unsafe.Add(ref a, 11 * TTurned.Row)), b1, c51);
                }

                a = ref Unsafe.Add(ref a, TTurned.Term);
                b = ref Unsafe.Add(ref b, Panels.Columns);
            }

            if (terms == 0)
            {
                break;
            }

            a = ref Unsafe.Add(ref a, jump);
        }

        // In this order the maximum of a number and NaN is NaN, so that a diverging network stays visible.
        var floor = Vector256.Create(rectify ? 0 : float.NegativeInfinity);
        Vector256.MaxNative(floor, c00).StoreUnsafe(ref c);
        Vector256.MaxNative(floor, c01).StoreUnsafe(ref c, (nuint)(TWide.Value ? 8 : 6 * Panels.Columns));
        if (TRows.Count > 1)
        {
            Vector256.MaxNative(floor, c10).StoreUnsafe(ref c, Panels.Columns);
            Vector256.MaxNative(floor, c11).StoreUnsafe(ref c, (nuint)(TWide.Value ? Panels.Columns + 8 : 7 * Panels.Columns));
        }

        if (TRows.Count > 2)
        {
            Vector256.MaxNative(floor, c20).StoreUnsafe(ref c, 2 * Panels.Columns);
            Vector256.MaxNative(floor, c21).StoreUnsafe(ref c, (nuint)(TWide.Value ? (2 * Panels.Columns) + 8 : 8 * Panels.Columns));
        }

        if (TRows.Count > 3)
        {
            Vector256.MaxNative(floor, c30).StoreUnsafe(ref c, 3 * Panels.Columns);
            Vector256.MaxNative(floor, c31).StoreUnsafe(ref c, (nuint)(TWide.Value ? (3 * Panels.Columns) + 8 : 9 * Panels.Columns));
        }

        if (TRows.Count > 4)
        {
            Vector256.MaxNative(floor, c40).StoreUnsafe(ref c, 4 * Panels.Columns);
            Vector256.MaxNative(floor, c41).StoreUnsafe(ref c, (nuint)(TWide.Value ? (4 * Panels.Columns) + 8 : 10 * Panels.Columns));
        }

        if (TRows.Count > 5)
        {
            Vector256.MaxNative(floor, c50).StoreUnsafe(ref c, 5 * Panels.Columns);
            Vector256.MaxNative(floor, c51).StoreUnsafe(ref c, (nuint)(TWide.Value ? (5 * Panels.Columns) + 8 : 11 * Panels.Columns));
        }
    }

    private interface IRows
    {
        static abstract int Count { get; }
    }

    private interface IWide
    {
        static abstract bool Value { get; }
    }

    private interface ILayout
    {
        /// <summary>Distance between what is multiplied into neighbouring rows of C.</summary>
        static abstract int Row { get; }

        /// <summary>Distance between terms of one sum.</summary>
        static abstract int Term { get; }
    }

    private readonly struct One : IRows
    {
        public static int Count => 1;
    }

    private readonly struct Two : IRows
    {
        public static int Count => 2;
    }

    private readonly struct Four : IRows
    {
        public static int Count => 4;
    }

    private readonly struct Six : IRows
    {
        public static int Count => 6;
    }

    private readonly struct Yes : IWide
    {
        public static bool Value => true;
    }

    private readonly struct No : IWide
    {
        public static bool Value => false;
    }

    private readonly struct Straight : ILayout
    {
        public static int Row => Panels.Columns;

        public static int Term => 1;
    }

    private readonly struct Turned : ILayout
    {
        public static int Row => 1;

        public static int Term => Panels.Columns;
    }
}
