using System.Text;
using System.Text.RegularExpressions;

namespace ReAgent.Data.Logs.Finding;

/// <summary>
/// A path with wildcards: <c>*</c> and <c>?</c> within a name, <c>**</c> for any number of folders, <c>{a,b}</c> for one of several texts.
/// </summary>
internal sealed class PathPattern
{
    private readonly Regex[] _segments;

    private PathPattern(string fixedPart, string[] segments)
    {
        Root = fixedPart;
        Segments = segments;
        _segments = [.. segments.Select(Compile)];
    }

    /// <summary>The folder above the first wildcard.</summary>
    public string Root { get; }

    private string[] Segments { get; }

    /// <summary>The patterns that a text with alternatives stands for.</summary>
    /// <param name="path">Full path, with forward slashes.</param>
    /// <exception cref="FormatException">A brace is not closed.</exception>
    public static IEnumerable<PathPattern> Parse(string path) => Alternatives(path).Select(one =>
    {
        var segments = one.Split('/');
        var wild = Array.FindIndex(segments, segment => segment.AsSpan().ContainsAny('*', '?'));
        wild = wild < 0 ? segments.Length - 1 : wild;
        return new PathPattern(wild == 1 && segments[0].Length == 0 ? "/" : string.Join('/', segments[..wild]), segments[wild..]);
    });

    /// <summary>True when the text is a pattern and not a plain path.</summary>
    public static bool IsPattern(string path) => path.AsSpan().ContainsAny('*', '?', '{');

    /// <summary>True when a path below <see cref="Root"/> is meant.</summary>
    /// <param name="names">The folders below the root, and the name.</param>
    public bool Matches(ReadOnlySpan<string> names) => Matches(names, 0, whole: true);

    /// <summary>True when paths that begin with these folders below <see cref="Root"/> may be meant.</summary>
    public bool MayContinue(ReadOnlySpan<string> folders) => Matches(folders, 0, whole: false);

    /// <summary>True when the pattern names hidden files itself.</summary>
    public bool NamesHidden => Segments.Any(HivePath.IsHidden);

    private bool Matches(ReadOnlySpan<string> names, int segment, bool whole)
    {
        if (names.IsEmpty)
        {
            return !whole ? segment < Segments.Length : segment == Segments.Length;
        }

        if (segment == Segments.Length)
        {
            return false;
        }

        if (Segments[segment] == "**")
        {
            return (whole && segment == Segments.Length - 1) || !whole || Matches(names, segment + 1, whole) || Matches(names[1..], segment, whole);
        }

        return _segments[segment].IsMatch(names[0]) && Matches(names[1..], segment + 1, whole);
    }

    private static Regex Compile(string segment)
    {
        var text = new StringBuilder("^");
        foreach (var letter in segment)
        {
            text.Append(letter switch { '*' => ".*", '?' => ".", _ => Regex.Escape(letter.ToString()) });
        }

        return new Regex(text.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);
    }

    private static IEnumerable<string> Alternatives(string path)
    {
        var open = path.IndexOf('{');
        if (open < 0)
        {
            return [path];
        }

        var depth = 0;
        var starts = new List<int> { open + 1 };
        for (var at = open; at < path.Length; at++)
        {
            depth += path[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (path[at] == ',' && depth == 1)
            {
                starts.Add(at + 1);
            }

            if (depth == 0)
            {
                starts.Add(at + 1);
                return starts.Zip(starts.Skip(1), (start, next) => path[..open] + path[start..(next - 1)] + path[(at + 1)..]).SelectMany(Alternatives);
            }
        }

        throw new FormatException($"The pattern '{path}' has a '{{' without its '}}'.");
    }
}
