using System.Globalization;
using System.Numerics;

namespace ReAgent.Data.Expressions.Rules;

/// <summary>
/// The exact sum of doubles: a fixed-point number wide enough for all of them, so that the result is the same to the last bit however the numbers are
/// ordered and divided among sums that are merged (a small superaccumulator; Neal, "Fast exact summation using small and large superaccumulators", 2015).
/// Up to 2^62 numbers.
/// </summary>
public sealed class ExactSum
{
    /// <summary>The unit: the smallest double is 2^-1074.</summary>
    private const int UnitExponent = -1074;
    private const int DigitBits = 32;

    /// <summary>1074 + 1024 bits of a double and 62 for the number of them, in digits of 32 bits.</summary>
    private const int Digits = 68;

    /// <summary>A digit takes this many numbers of 32 bits before carries must be passed on.</summary>
    private const int MostPending = 1 << 30;

    private readonly long[] _digits = new long[Digits];
    private int _pending;

    /// <summary>Adds a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite numbers have an exact sum.");
        }

        if (_pending == MostPending)
        {
            PassCarries();
        }

        _pending++;
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var mantissa = (ulong)bits & 0xF_FFFF_FFFF_FFFF;
        if (exponent > 0)
        {
            mantissa |= 1UL << 52;
            exponent--;
        }

        var shift = exponent % DigitBits;
        var low = mantissa << shift;
        var high = shift == 0 ? 0 : mantissa >> (64 - shift);
        var digits = _digits.AsSpan(exponent / DigitBits, 3);
        // 1 or −1 without a branch.
        var sign = 1 | (bits >> 63);
        digits[0] += sign * (long)(low & uint.MaxValue);
        digits[1] += sign * (long)(low >> DigitBits);
        digits[2] += sign * (long)high;
    }

    /// <summary>Adds another sum, which stays as it is in value.</summary>
    public void Add(ExactSum other)
    {
        ArgumentNullException.ThrowIfNull(other);
        PassCarries();
        other.PassCarries();
        for (var i = 0; i < Digits; i++)
        {
            _digits[i] += other._digits[i];
        }

        PassCarries();
    }

    /// <summary>The sum, rounded once to the nearest double, ties to even; infinite beyond the largest.</summary>
    public double ToDouble() => DividedBy(1);

    /// <summary>The exact sum divided by a count, rounded once: the mean.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public double DividedBy(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var units = ToUnits();
        var magnitude = BigInteger.Abs(units);
        // At least 66 bits of quotient: 53 to keep, some to round by; the remainder breaks ties.
        var shift = Math.Max(0, 66 + 64 - (int)magnitude.GetBitLength());
        var quotient = BigInteger.DivRem(magnitude << shift, count, out var remainder);
        var rounded = Round(quotient, UnitExponent - shift, remainder.IsZero);
        return units.Sign < 0 ? -rounded : rounded;
    }

    /// <summary>The sum as "mantissa·2^exponent" with an odd mantissa, or "0": one text for one value.</summary>
    public override string ToString()
    {
        var units = ToUnits();
        if (units.IsZero)
        {
            return "0";
        }

        var zeros = (int)BigInteger.TrailingZeroCount(units);
        return string.Create(CultureInfo.InvariantCulture, $"{units >> zeros}*2^{zeros + UnitExponent}");
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is something else, or beyond what a sum of doubles can reach.</exception>
    public static ExactSum Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sum = new ExactSum();
        if (text == "0")
        {
            return sum;
        }

        var at = text.IndexOf("*2^", StringComparison.Ordinal);
        if (at is < 1 or > 800
            || !BigInteger.TryParse(text.AsSpan(0, at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var mantissa)
            || !int.TryParse(text.AsSpan(at + 3), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            || exponent is < UnitExponent or > 1100
            || mantissa.GetBitLength() + exponent - UnitExponent > Digits * DigitBits)
        {
            throw new FormatException($"'{(text.Length > 60 ? text[..60] + "..." : text)}' is no exact sum, which is written such as 5*2^-3.");
        }

        var units = mantissa << (exponent - UnitExponent);
        var magnitude = BigInteger.Abs(units);
        for (var i = 0; i < Digits; i++)
        {
            sum._digits[i] = units.Sign * (long)(uint)(magnitude >> (i * DigitBits) & uint.MaxValue);
        }

        sum.PassCarries();
        return sum;
    }

    private BigInteger ToUnits()
    {
        PassCarries();
        var units = BigInteger.Zero;
        for (var i = Digits - 1; i >= 0; i--)
        {
            units = (units << DigitBits) + _digits[i];
        }

        return units;
    }

    /// <summary>Brings every digit but the last, which carries the sign, into 0 … 2^32 − 1: one form for one value.</summary>
    private void PassCarries()
    {
        for (var i = 0; i < Digits - 1; i++)
        {
            _digits[i + 1] += _digits[i] >> DigitBits;
            _digits[i] &= uint.MaxValue;
        }

        _pending = 1;
    }

    /// <summary>magnitude · 2^exponent (and a little more unless exact) to the nearest double, ties to even.</summary>
    private static double Round(BigInteger magnitude, int exponent, bool exact)
    {
        // A double has 53 bits, and none below 2^-1074.
        var excess = (int)Math.Max(magnitude.GetBitLength() - 53, UnitExponent - exponent);
        if (excess <= 0)
        {
            return Math.ScaleB((double)magnitude, exponent);
        }

        var kept = magnitude >> excess;
        var rest = magnitude - (kept << excess);
        var order = rest.CompareTo(BigInteger.One << (excess - 1));
        if (order > 0 || (order == 0 && (!exact || !kept.IsEven)))
        {
            kept += 1;
        }

        return Math.ScaleB((double)(ulong)kept, exponent + excess);
    }
}
