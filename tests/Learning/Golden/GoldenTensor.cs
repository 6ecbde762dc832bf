using System.Globalization;
using System.Text.Json;

namespace ReAgent.Learning.Tests.Golden;

/// <summary>A tensor as the reference files store it.</summary>
public sealed record GoldenTensor(long[] Shape, double[] Data)
{
    public float[] Floats => Array.ConvertAll(Data, value => (float)value);

    public static GoldenTensor Of(JsonElement element) => new(
        [.. element.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())],
        [.. element.GetProperty("data").EnumerateArray().Select(Number)]);

    public static double Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String when element.GetString() is "Infinity" => double.PositiveInfinity,
        JsonValueKind.String when element.GetString() is "-Infinity" => double.NegativeInfinity,
        _ => double.Parse(element.GetString()!, CultureInfo.InvariantCulture),
    };
}
