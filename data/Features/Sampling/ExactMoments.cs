using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReAgent.Data.Features.Sampling;

/// <summary>
/// The sums of float32 values and of their squares without any rounding, so that they do not depend on the order of the values or on how
/// partial sums were merged. Mean and variance are rounded once, from the exact ratio.
/// </summary>
/// <remarks>
/// A float32 is m·2^(e−150) with a whole number m below 2²⁴ and 1 ≤ e ≤ 254. Values with the same e / 32 are added as whole numbers of 128
/// bits, which are enough for 2⁷² values; squares are m²·2^(2e−300) and are added likewise, enough for 2⁴⁹ of them. (The superaccumulator
/// of Kulisch, in pieces.)
/// </remarks>
internal sealed class ExactMoments
{
    private const int SumBins = 8;
    private const int SquareBins = 16;
    private const int SumUnit = -150; // the first bin counts in 2^SumUnit, each further one in 2³² times as much
    private const int SquareUnit = -300;

    /// <summary>Number of 64-bit words in <see cref="Words"/>.</summary>
    public const int WordCount = 2 * (SumBins + SquareBins);

    private readonly ulong[] _words = new ulong[WordCount]; // low and high half of each bin: first the sums, then the squares

    /// <summary>The state, which is a function of the multiset of values.</summary>
    public Span<ulong> Words => _words;

    /// <summary>Adds one finite value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float value) => Add(ref _words[0], value);

    /// <summary>Adds finite values.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        ref var words = ref _words[0];
        foreach (var value in values)
        {
            Add(ref words, value);
        }
    }

    /// <summary>Adds all values of another.</summary>
    public void Merge(ExactMoments other)
    {
        for (var bin = 0; bin < WordCount; bin += 2)
        {
            AddTo(ref _words[bin], other._words[bin], other._words[bin + 1]);
        }
    }

    /// <summary>Mean of the values, correctly rounded.</summary>
    /// <param name="count">Number of values added, above 0.</param>
    public double Mean(long count) => Ratio(Sum(), count, SumUnit);

    /// <summary>Unbiased variance (n − 1) of the values; 0 for a single one.</summary>
    /// <param name="count">Number of values added, above 0.</param>
    public double Variance(long count)
    {
        var sum = Sum();
        var squares = Total(SumBins, SquareBins);
        return count == 1 ? 0 : Ratio((squares * count) - (sum * sum), (BigInteger)count * (count - 1), SquareUnit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref ulong words, float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var exponent = (bits >> 23) & 0xFF;
        var mantissa = (ulong)(bits & 0x7FFFFF);

        // Numbers below 2⁻¹²⁶ have no hidden leading bit, and the exponent of the smallest that have one.
        var normal = Math.Min(exponent, 1);
        mantissa |= normal << 23;
        exponent += 1 - normal;

        var sign = (long)(int)bits >> 63;
        var term = ((long)(mantissa << (int)(exponent & 31)) ^ sign) - sign;
        AddTo(ref Unsafe.Add(ref words, 2 * (exponent >> 5)), (ulong)term, (ulong)(term >> 63));

        var square = mantissa * mantissa;
        var shift = 2 * (int)(exponent & 15);
        AddTo(ref Unsafe.Add(ref words, 2 * (SumBins + (exponent >> 4))), square << shift, square >> 1 >> (63 - shift));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(ref ulong low, ulong addedLow, ulong addedHigh)
    {
        var sum = unchecked(low + addedLow);
        ref var high = ref Unsafe.Add(ref low, 1);
        high = unchecked(high + addedHigh + (sum < addedLow ? 1UL : 0UL));
        low = sum;
    }

    private BigInteger Sum() => Total(0, SumBins);

    private BigInteger Total(int first, int bins)
    {
        var total = BigInteger.Zero;
        for (var bin = bins - 1; bin >= 0; bin--)
        {
            var word = 2 * (first + bin);
            total = (total << 32) + (BigInteger)new Int128(_words[word + 1], _words[word]);
        }

        return total;
    }

    /// <summary>numerator / denominator · 2^exponent, rounded to the nearest float64.</summary>
    private static double Ratio(BigInteger numerator, BigInteger denominator, int exponent)
    {
        // 63 digits of the quotient; the last one stands for all that follow it, so that no tie is mistaken.
        var shift = (int)(64 + denominator.GetBitLength() - BigInteger.Abs(numerator).GetBitLength());
        var quotient = BigInteger.DivRem(
            BigInteger.Abs(numerator) << Math.Max(shift, 0), denominator << Math.Max(-shift, 0), out var remainder);
        var dropped = (int)Math.Max(0, quotient.GetBitLength() - 63);
        var digits = (ulong)(quotient >> dropped);
        var rest = !remainder.IsZero || (quotient & ((BigInteger.One << dropped) - 1)) != 0;
        var magnitude = Math.ScaleB(digits | (rest ? 1UL : 0UL), exponent - shift + dropped);
        return numerator.Sign < 0 ? -magnitude : magnitude;
    }
}
