using System.Text;

namespace ReAgent.Contracts.Configuration;

/// <summary>How C# names are written as keys.</summary>
public static class ConfigNames
{
    /// <summary>
    /// <c>TargetUpdateRate</c> → <c>target_update_rate</c>, <c>QNetworkLoss</c> → <c>q_network_loss</c>, <c>Use2QFunctions</c> → <c>use_2_q_functions</c>,
    /// <c>QuantileK2Threshold</c> → <c>quantile_k2_threshold</c>: a word starts at a capital after a small letter or a digit, at the last of several capitals before a small letter,
    /// and at a digit after a small letter.
    /// </summary>
    public static string SnakeCase(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var key = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var letter = name[i];
            if (i > 0 && name[i - 1] != '_' && StartsWord(name, i))
            {
                key.Append('_');
            }

            key.Append(char.ToLowerInvariant(letter));
        }

        return key.ToString();
    }

    private static bool StartsWord(string name, int i) => char.IsDigit(name[i])
        ? char.IsLower(name[i - 1])
        : char.IsUpper(name[i])
            && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
}
