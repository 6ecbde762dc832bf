namespace ReAgent.Evaluation.Weights;

/// <summary>
/// A product of many non-negative factors, kept as mantissa · 2^exponent so that the weight of a long episode neither overflows nor
/// vanishes. Exact powers of two, rather than sums of logarithms, give the same bits on every platform.
/// </summary>
internal readonly record struct ScaledProduct
{
    private ScaledProduct(double mantissa, int exponent) => (Mantissa, Exponent) = (mantissa, exponent);

    /// <summary>In [1, 2), or 0 when a factor was 0.</summary>
    public double Mantissa { get; }

    /// <summary>The power of two; <see cref="int.MinValue"/> when the product is 0.</summary>
    public int Exponent { get; }

    public static ScaledProduct One { get; } = new(1, 0);

    public static ScaledProduct Zero { get; } = new(0, int.MinValue);

    public ScaledProduct Times(double factor)
    {
        var product = Mantissa * factor;
        if (product == 0)
        {
            return Zero;
        }

        var shift = Math.ILogB(product);
        return new(Math.ScaleB(product, -shift), Exponent + shift);
    }

    /// <summary>The product of two.</summary>
    public ScaledProduct Times(ScaledProduct other) =>
        Mantissa == 0 || other.Mantissa == 0 ? Zero : new ScaledProduct(Mantissa, Exponent + other.Exponent).Times(other.Mantissa);

    /// <summary>
    /// The product divided by 2^<paramref name="exponent"/>; at most 2 when the exponent is the largest of those compared.
    /// </summary>
    public double RelativeTo(int exponent) => Mantissa == 0 ? 0 : Math.ScaleB(Mantissa, Exponent - exponent);
}
