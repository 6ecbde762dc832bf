using System.Text.Json;

namespace ReAgent.Client.Commands;

/// <summary>True values of policies, by name, from a JSON file: <c>{"outputs/a/policy": 1.3, "log": 1.1}</c>.</summary>
internal static class TrueValues
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It does not map names to numbers.</exception>
    public static IReadOnlyDictionary<string, double> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllBytes(path))
                ?? throw new InvalidDataException($"'{path}' holds null; wanted is a map from names to numbers.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' does not map names of policies to numbers: {exception.Message}", exception);
        }
    }
}
