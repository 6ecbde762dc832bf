using System.Text;

namespace ReAgent.Data.Features;

/// <summary>The names of feature types in files.</summary>
public static class FeatureTypeNames
{
    private static readonly string[] Names = [.. Enum.GetNames<FeatureType>().Select(InFiles)];

    /// <summary>All names, in the order of <see cref="FeatureType"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name in files, for example <c>BOXCOX</c> or <c>CONTINUOUS_ACTION</c>.</summary>
    public static string InFiles(this FeatureType type) => Names[(int)type];

    /// <summary>Reads a name as <see cref="InFiles(FeatureType)"/> writes it.</summary>
    public static bool TryParse(string? name, out FeatureType type)
    {
        var index = Array.IndexOf(Names, name);
        type = (FeatureType)Math.Max(index, 0);
        return index >= 0;
    }

    private static string InFiles(string member)
    {
        if (member == nameof(FeatureType.BoxCox))
        {
            return "BOXCOX";
        }

        var name = new StringBuilder();
        foreach (var letter in member)
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }
}
