using System.Collections.Immutable;
using ReAgent.Contracts.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ReAgent.Client.Configuration;

/// <summary>
/// Parses YAML 1.2 into a tree that keeps the position of every key and value. Anchors, aliases and merge keys (<c>&lt;&lt;</c>) are resolved; keys given twice are kept
/// for the binder to report.
/// </summary>
internal sealed class YamlTree
{
    private readonly Parser _parser;
    private readonly string _source;
    private readonly bool _hasLines;
    private readonly Dictionary<AnchorName, ConfigNode> _anchors = [];

    private YamlTree(TextReader yaml, string source, bool hasLines)
    {
        _parser = new Parser(yaml);
        _source = source;
        _hasLines = hasLines;
    }

    /// <summary>Parses a file.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="source">The file as errors shall name it.</param>
    /// <exception cref="ConfigException">The text is not YAML, or holds more than one document.</exception>
    public static ConfigNode Parse(string yaml, string source) => Parse(yaml, source, hasLines: true);

    /// <summary>Parses a value given on the command line, such as <c>0.95</c> or <c>[64, 32]</c>.</summary>
    /// <param name="yaml">The value.</param>
    /// <param name="option">The option as errors shall name it: <c>--set seed=1</c>.</param>
    /// <exception cref="ConfigException">The text is not YAML.</exception>
    public static ConfigNode ParseValue(string yaml, string option) => Parse(yaml, option, hasLines: false);

    private static ConfigNode Parse(string yaml, string source, bool hasLines)
    {
        var tree = new YamlTree(new StringReader(yaml), source, hasLines);
        try
        {
            return tree.Document();
        }
        catch (YamlException exception)
        {
            throw tree.Bad(exception.Start, $"this is not YAML: {exception.Message.TrimEnd('.')}.{TabHint(yaml)}");
        }
        catch (InvalidOperationException)
        {
            // The scanner's way to fail on some brackets that are never closed.
            throw tree.Bad(tree._parser.Current?.End ?? Mark.Empty, $"this is not YAML: a bracket, a brace or a quotation mark is not closed.{TabHint(yaml)}");
        }
    }

    private static string TabHint(string yaml)
    {
        var line = Array.FindIndex(yaml.Split('\n'), line => line.TrimStart(' ').StartsWith('\t'));
        return line < 0 ? "" : $" Line {line + 1} is indented with a tab; YAML wants spaces.";
    }

    private ConfigNode Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out var empty))
        {
            return new ConfigScalar(Position(empty.Start), "");
        }

        _parser.Consume<DocumentStart>();
        var root = Node();
        _parser.Consume<DocumentEnd>();
        return _parser.Accept<DocumentStart>(out var second)
            ? throw Bad(second.Start, "the file holds a second document (after '---'); one is wanted")
            : root;
    }

    private ConfigNode Node()
    {
        var position = _parser.Current?.Start ?? Mark.Empty;
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value, out var target) ? target : throw Bad(position, $"there is no anchor '&{alias.Value}' before '*{alias.Value}'");
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            var text = scalar.Tag == "tag:yaml.org,2002:str" || (scalar.Style != ScalarStyle.Plain && scalar.Tag.IsEmpty);
            return Anchor(scalar, new ConfigScalar(Position(position), scalar.Value, text));
        }

        if (_parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = ImmutableArray.CreateBuilder<ConfigNode>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Node());
            }

            return Anchor(sequence, new ConfigList(Position(position), items.ToImmutable()));
        }

        var mapping = _parser.Consume<MappingStart>();
        return Anchor(mapping, Map(Position(position)));
    }

    private ConfigMap Map(ConfigPosition position)
    {
        var entries = ImmutableArray.CreateBuilder<ConfigEntry>();
        var merged = new List<ConfigNode>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var at = _parser.Current?.Start ?? Mark.Empty;
            if (Node() is not ConfigScalar key)
            {
                throw Bad(at, "a key is a list or a map; keys are text or numbers");
            }

            var value = Node();
            if (key is { Text: "<<", Quoted: false })
            {
                merged.AddRange(value is ConfigList several ? several.Items : [value]);
            }
            else
            {
                entries.Add(new(key.Text, key.Position, value));
            }
        }

        // A key of the map itself comes before a merged one, and of several merged maps the first.
        foreach (var node in merged)
        {
            if (node is not ConfigMap map)
            {
                throw new ConfigException([new ConfigProblem("<<", "'<<' merges maps; it was given something else", node.Position)]);
            }

            entries.AddRange(map.Entries.Where(entry => entries.All(own => own.Key != entry.Key)));
        }

        return new ConfigMap(position, entries.ToImmutable());
    }

    private ConfigNode Anchor(NodeEvent source, ConfigNode node)
    {
        if (!source.Anchor.IsEmpty)
        {
            _anchors[source.Anchor] = node;
        }

        return node;
    }

    private ConfigPosition Position(Mark mark) => _hasLines ? new(_source, (int)mark.Line, (int)mark.Column) : new(_source);

    private ConfigException Bad(Mark mark, string message) => new([new ConfigProblem("", message, Position(mark))]);
}
