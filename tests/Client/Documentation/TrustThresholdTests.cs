using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReAgent.Evaluation.Diagnostics;
using Xunit;

namespace ReAgent.Client.Tests.Documentation;

public sealed partial class TrustThresholdTests
{
    /// <summary>The table of docs/evaluation.md names every threshold, with its default.</summary>
    [Fact]
    public void Thresholds_and_their_defaults_are_those_that_the_page_gives()
    {
        var thresholds = new TrustThresholds();
        var defaults = typeof(TrustThresholds).GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(
            property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name),
            property => Convert.ToDouble(property.GetValue(thresholds), CultureInfo.InvariantCulture));
        var table = Row().Matches(Document.Read("evaluation.md").Text).ToDictionary(row => row.Groups[1].Value, row => double.Parse(row.Groups[2].Value, CultureInfo.InvariantCulture));

        Assert.Equal(defaults.OrderBy(entry => entry.Key), table.Where(entry => defaults.ContainsKey(entry.Key)).OrderBy(entry => entry.Key));
    }

    [GeneratedRegex(@"^\| `([a-z_]+)`[^|]*\| ([0-9.]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
