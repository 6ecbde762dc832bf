using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace ReAgent.Contracts.Configuration;

/// <summary>Parses JSON into a tree with positions.</summary>
internal sealed class ConfigJsonParser(string json, string source)
{
    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(json);
    private readonly List<int> _lineStarts = [0];

    public ConfigNode Parse()
    {
        for (var i = 0; i < _bytes.Length; i++)
        {
            if (_bytes[i] == '\n')
            {
                _lineStarts.Add(i + 1);
            }
        }

        var reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            var root = Node(ref reader);
            reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            var position = new ConfigPosition(source, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
            // System.Text.Json appends the position, which is in ours already.
            var message = exception.Message.Split(" LineNumber:", 2)[0];
            throw new ConfigException([new ConfigProblem("", $"this is not JSON: {message}", position)]);
        }
    }

    private ConfigNode Node(ref Utf8JsonReader reader)
    {
        var position = Position(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = ImmutableArray.CreateBuilder<ConfigEntry>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = reader.GetString()!;
                    var keyPosition = Position(reader.TokenStartIndex);
                    reader.Read();
                    entries.Add(new(key, keyPosition, Node(ref reader)));
                }

                return new ConfigMap(position, entries.ToImmutable());
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<ConfigNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Node(ref reader));
                }

                return new ConfigList(position, items.ToImmutable());
            case JsonTokenType.String:
                return new ConfigScalar(position, reader.GetString()!, Quoted: true);
            default:
                return new ConfigScalar(position, Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    private ConfigPosition Position(long offset)
    {
        var found = _lineStarts.BinarySearch((int)offset);
        var line = found >= 0 ? found : ~found - 1;
        var column = Encoding.UTF8.GetCharCount(_bytes.AsSpan(_lineStarts[line], (int)offset - _lineStarts[line]));
        return new(source, line + 1, column + 1);
    }
}
