using System.Runtime.CompilerServices;

namespace ReAgent.Client.Tests.Documentation;

/// <summary>A page of docs/, and what in it can be run: fenced blocks and tables.</summary>
internal sealed class Document
{
    private readonly string[] _lines;

    private Document(string name) => _lines = File.ReadAllLines(Path.Combine(Root, "docs", name));

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../.."));

    /// <summary>The whole text.</summary>
    public string Text => string.Join('\n', _lines);

    /// <summary>Reads a page.</summary>
    public static Document Read(string name) => new(name);

    /// <summary>Fenced blocks that are opened with these words, such as <c>```yaml</c>.</summary>
    public IEnumerable<string> Blocks(string opening)
    {
        for (var line = 0; line < _lines.Length; line++)
        {
            if (_lines[line] == $"```{opening}")
            {
                var end = Array.IndexOf(_lines, "```", line + 1);
                yield return string.Join('\n', _lines[(line + 1)..end]);
                line = end;
            }
        }
    }

    /// <summary>Rows of all tables whose header has these cells; code loses its backquotes.</summary>
    public IEnumerable<string[]> Rows(params string[] header)
    {
        for (var line = 0; line < _lines.Length; line++)
        {
            if (Cells(_lines[line]).SequenceEqual(header))
            {
                for (line += 2; line < _lines.Length && _lines[line].StartsWith('|'); line++)
                {
                    yield return Cells(_lines[line]);
                }
            }
        }
    }

    private static string[] Cells(string line) => line.StartsWith('|') ? [.. line.Trim('|').Split(" | ").Select(cell => Code(cell.Trim()))] : [];

    /// <summary>Code may stand in single or, where it has a backquote itself, in double backquotes.</summary>
    private static string Code(string cell) => cell switch
    {
        ['`', '`', ' ', .. var inside, ' ', '`', '`'] => inside,
        ['`', .. var inside, '`'] => inside,
        _ => cell,
    };

    private static string Here([CallerFilePath] string path = "") => path;
}
