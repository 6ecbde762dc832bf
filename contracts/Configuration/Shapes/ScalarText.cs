using System.Globalization;
using System.Text.RegularExpressions;

namespace ReAgent.Contracts.Configuration.Shapes;

/// <summary>Reads the texts of YAML 1.2 scalars (as the original does), with underscores between digits.</summary>
internal static partial class ScalarText
{
    /// <summary>The bool; null when the scalar is none.</summary>
    public static bool? Boolean(ConfigScalar scalar) => scalar.Quoted ? null : scalar.Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    /// <summary>The whole number, also when it is written as <c>1e6</c>, <c>20.0</c>, <c>0x1F</c> or <c>0o17</c>; null when the scalar is none.</summary>
    public static Int128? Integer(ConfigScalar scalar)
    {
        if (scalar.Quoted)
        {
            return null;
        }

        var text = scalar.Text;
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        }

        if (text.StartsWith("0o", StringComparison.Ordinal))
        {
            return OctalDigits().IsMatch(text.AsSpan(2)) ? Convert.ToInt64(text[2..], 8) : null;
        }

        if (!DecimalNumber().IsMatch(text))
        {
            return null;
        }

        text = text.Replace("_", "", StringComparison.Ordinal);
        if (Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            return integer;
        }

        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsInteger(number) && Math.Abs(number) <= 1L << 53 ? (Int128)number : null;
    }

    /// <summary>The number, infinities included (<c>.inf</c>, <c>-.inf</c>); null when the scalar is none. <c>.nan</c> is never a setting.</summary>
    public static double? Number(ConfigScalar scalar)
    {
        // Canonical JSON, which has no infinities, writes them as text; so these two are numbers in quotes too.
        switch (scalar.Text)
        {
            case ".inf" or "+.inf" or ".Inf" or ".INF":
                return double.PositiveInfinity;
            case "-.inf" or "-.Inf" or "-.INF":
                return double.NegativeInfinity;
        }

        if (scalar.Quoted || !DecimalNumber().IsMatch(scalar.Text))
        {
            return Integer(scalar) is { } integer ? (double)integer : null;
        }

        var number = double.Parse(scalar.Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : null;
    }

    /// <summary>What the user wrote, in words that can follow "is".</summary>
    public static string Describe(ConfigNode node) => node switch
    {
        ConfigMap { Entries.Length: 0 } => "an empty map",
        ConfigMap => "a map",
        ConfigList { Items.Length: 0 } => "an empty list",
        ConfigList => "a list",
        ConfigScalar { IsNull: true } => "null",
        ConfigScalar scalar when Boolean(scalar) is { } boolean => boolean ? "true" : "false",
        ConfigScalar scalar when !scalar.Quoted && Number(scalar) is not null => $"the number {scalar.Text}",
        ConfigScalar scalar => $"the text '{Shorten(scalar.Text)}'",
        _ => throw new ArgumentException($"Unknown node {node.GetType().Name}.", nameof(node)),
    };

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalNumber();

    [GeneratedRegex(@"^[0-7]{1,20}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OctalDigits();
}
