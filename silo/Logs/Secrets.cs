using System.Collections.Immutable;

namespace ReAgent.Silo.Logs;

/// <summary>Words that nobody may read, wherever they turn up: in a message, a value or the text of an exception.</summary>
internal sealed class Secrets
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "***";

    private readonly ImmutableArray<string> _words;

    /// <param name="words">The secrets.</param>
    public Secrets(IEnumerable<string> words) =>
        _words = [.. words.Where(word => word.Length > 0).Distinct().OrderByDescending(word => word.Length)];

    /// <summary>The text without secrets.</summary>
    public string Hide(string text)
    {
        foreach (var word in _words)
        {
            text = text.Replace(word, Mask, StringComparison.Ordinal);
        }

        return text;
    }
}
