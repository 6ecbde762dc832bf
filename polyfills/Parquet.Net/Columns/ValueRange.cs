using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Parquet.Columns;

/// <summary>Smallest and largest of a span of values. NaN takes part in neither; zeros of both signs count as the one that widens the range.</summary>
internal static class ValueRange
{
    /// <summary>False when there is no value to speak of.</summary>
    public static bool TryFind<T>(ReadOnlySpan<T> values, out T minimum, out T maximum)
    {
        if (typeof(T) == typeof(int))
        {
            return TryFindNumber<T, int>(values, out minimum, out maximum);
        }

        if (typeof(T) == typeof(uint))
        {
            return TryFindNumber<T, uint>(values, out minimum, out maximum);
        }

        if (typeof(T) == typeof(long))
        {
            return TryFindNumber<T, long>(values, out minimum, out maximum);
        }

        if (typeof(T) == typeof(ulong))
        {
            return TryFindNumber<T, ulong>(values, out minimum, out maximum);
        }

        if (typeof(T) == typeof(float))
        {
            return TryFindFloatingPoint<T, float>(values, out minimum, out maximum);
        }

        if (typeof(T) == typeof(double))
        {
            return TryFindFloatingPoint<T, double>(values, out minimum, out maximum);
        }

        return TryFindAny(values, out minimum, out maximum);
    }

    private static bool TryFindAny<T>(ReadOnlySpan<T> values, out T minimum, out T maximum)
    {
        minimum = maximum = values.IsEmpty ? default! : values[0];
        Comparer<T> order = Comparer<T>.Default;
        foreach (T value in values)
        {
            if (order.Compare(value, minimum) < 0)
            {
                minimum = value;
            }
            else if (order.Compare(value, maximum) > 0)
            {
                maximum = value;
            }
        }

        return !values.IsEmpty;
    }

    private static bool TryFindFloatingPoint<T, TNumber>(ReadOnlySpan<T> values, out T minimum, out T maximum)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        ReadOnlySpan<TNumber> numbers = As<T, TNumber>(values);
        (TNumber smallest, TNumber largest) = Scan(numbers, TNumber.PositiveInfinity, TNumber.NegativeInfinity);
        minimum = From<T, TNumber>(TNumber.IsZero(smallest) ? TNumber.NegativeZero : smallest);
        maximum = From<T, TNumber>(TNumber.IsZero(largest) ? TNumber.Zero : largest);
        return smallest <= largest;
    }

    private static bool TryFindNumber<T, TNumber>(ReadOnlySpan<T> values, out T minimum, out T maximum)
        where TNumber : unmanaged, INumber<TNumber>, IMinMaxValue<TNumber>
    {
        (TNumber smallest, TNumber largest) = Scan(As<T, TNumber>(values), TNumber.MaxValue, TNumber.MinValue);
        minimum = From<T, TNumber>(smallest);
        maximum = From<T, TNumber>(largest);
        return !values.IsEmpty;
    }

    /// <summary>Comparisons with NaN are false, so a NaN never replaces what was found before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (TNumber Smallest, TNumber Largest) Scan<TNumber>(ReadOnlySpan<TNumber> values, TNumber smallest, TNumber largest)
        where TNumber : unmanaged, INumber<TNumber>
    {
        int done = 0;
        int lanes = Vector<TNumber>.Count;
        if (values.Length >= 2 * lanes)
        {
            var low0 = new Vector<TNumber>(smallest);
            var high0 = new Vector<TNumber>(largest);
            Vector<TNumber> low1 = low0;
            Vector<TNumber> high1 = high0;
            ref TNumber start = ref MemoryMarshal.GetReference(values);
            for (; done + (2 * lanes) <= values.Length; done += 2 * lanes)
            {
                Vector<TNumber> a = Vector.LoadUnsafe(ref start, (nuint)done);
                Vector<TNumber> b = Vector.LoadUnsafe(ref start, (nuint)(done + lanes));
                low0 = Vector.ConditionalSelect(Vector.LessThan(a, low0), a, low0);
                low1 = Vector.ConditionalSelect(Vector.LessThan(b, low1), b, low1);
                high0 = Vector.ConditionalSelect(Vector.GreaterThan(a, high0), a, high0);
                high1 = Vector.ConditionalSelect(Vector.GreaterThan(b, high1), b, high1);
            }

            for (int lane = 0; lane < lanes; lane++)
            {
                smallest = Lower(Lower(smallest, low0[lane]), low1[lane]);
                largest = Higher(Higher(largest, high0[lane]), high1[lane]);
            }
        }

        foreach (TNumber value in values[done..])
        {
            smallest = Lower(smallest, value);
            largest = Higher(largest, value);
        }

        return (smallest, largest);
    }

    private static TNumber Lower<TNumber>(TNumber known, TNumber value)
        where TNumber : INumber<TNumber> => value < known ? value : known;

    private static TNumber Higher<TNumber>(TNumber known, TNumber value)
        where TNumber : INumber<TNumber> => value > known ? value : known;

    private static ReadOnlySpan<TNumber> As<T, TNumber>(ReadOnlySpan<T> values) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, TNumber>(ref MemoryMarshal.GetReference(values)), values.Length);

    private static T From<T, TNumber>(TNumber value) => Unsafe.As<TNumber, T>(ref value);
}
