using System.Globalization;

namespace ReAgent.Deploy.Tests.Manifests;

/// <summary>Amounts as Kubernetes writes them: <c>100m</c>, <c>2</c>, <c>4Gi</c>.</summary>
internal static class Quantity
{
    private static readonly (string Suffix, double Factor)[] Suffixes =
    [
        ("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("Ti", 1L << 40), ("Pi", 1L << 50),
        ("m", 1e-3), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15), ("", 1),
    ];

    /// <summary>The amount in whole units: cores, bytes, things.</summary>
    public static bool TryParse(string? text, out double amount)
    {
        amount = 0;
        var (suffix, factor) = Suffixes.First(candidate => (text ?? "").EndsWith(candidate.Suffix, StringComparison.Ordinal));
        if (text is null || !double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        amount = number * factor;
        return true;
    }
}
