using System.Globalization;
using System.Text.Json;
using ReAgent.Data.Features;
using Xunit;

namespace ReAgent.Data.Tests.Features;

/// <summary>Reads the files in <c>golden/preprocessing</c>: inputs and outputs of ReAgent's own preprocessing code.</summary>
internal static class Golden
{
    public static JsonElement Load(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "golden", "preprocessing", name + ".json"));
        using var document = JsonDocument.Parse(file);
        return document.RootElement.Clone();
    }

    public static float[] Floats(JsonElement tensor) =>
        [.. tensor.GetProperty("data").EnumerateArray().Select(item => (float)Number(item))];

    public static bool[] Bools(JsonElement tensor) => [.. tensor.GetProperty("data").EnumerateArray().Select(item => item.GetInt32() != 0)];

    public static long[] Ids(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt64())];

    /// <summary>JSON has no NaN; the files write it as a string.</summary>
    public static double Number(JsonElement item) =>
        item.ValueKind == JsonValueKind.String ? double.Parse(item.GetString()!, CultureInfo.InvariantCulture) : item.GetDouble();

    public static Dictionary<long, NormalizationParameters> Parameters(JsonElement byId) =>
        byId.EnumerateObject().ToDictionary(
            feature => long.Parse(feature.Name, CultureInfo.InvariantCulture),
            feature => NormalizationJson.ReadOne(feature.Value.GetRawText()));

    /// <summary>The tolerance of the files: 1e-5 relative plus 1e-6 absolute.</summary>
    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= (1e-5 * Math.Abs(expected[i])) + 1e-6,
                $"Position {i}: expected {expected[i]:R}, actual {actual[i]:R}.");
        }
    }
}
