using System.Numerics;

namespace Parquet.Columns;

/// <summary>Moves between a decimal and the integer that stands for it at a given precision and scale.</summary>
internal readonly struct DecimalScale(int precision, int scale)
{
    private readonly BigInteger _unit = BigInteger.Pow(10, scale);
    private readonly BigInteger _limit = BigInteger.Pow(10, precision);

    /// <exception cref="ArgumentException">The number has more digits than the column takes.</exception>
    public BigInteger Unscale(decimal value)
    {
        // A decimal is an integer of 96 bits over 10^(its own scale).
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        BigInteger digits = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        int own = (bits[3] >> 16) & 0xff;
        BigInteger scaled = BigInteger.DivRem(digits * _unit, BigInteger.Pow(10, own), out BigInteger rest);
        if (!rest.IsZero || scaled >= _limit)
        {
            throw new ArgumentException($"{value} does not fit a decimal of {precision} digits, {scale} of them after the point");
        }

        return value < 0 ? -scaled : scaled;
    }

    /// <exception cref="ParquetException">The number is beyond <see cref="decimal"/>.</exception>
    public decimal Apply(BigInteger stored)
    {
        BigInteger whole = BigInteger.DivRem(stored, _unit, out BigInteger rest);
        if (BigInteger.Abs(whole) > (BigInteger)decimal.MaxValue)
        {
            throw new ParquetException($"The decimal {stored}E-{scale} is beyond what System.Decimal holds");
        }

        // Digits after the point beyond what a decimal holds are rounded away.
        int digits = scale;
        BigInteger unit = _unit;
        while (digits > 28)
        {
            rest /= 10;
            unit /= 10;
            digits--;
        }

        return (decimal)whole + ((decimal)rest / (decimal)unit);
    }
}
