using System.Collections.Immutable;
using ReAgent.Contracts.Configuration;
using Xunit;

namespace ReAgent.Contracts.Tests.Configuration;

/// <summary>The flow part of YAML, enough to write trees in tests: <c>{a: [1, text, "quoted"]}</c>.</summary>
internal sealed class FlowText(string text)
{
    private int _at;
    private int _line = 1;
    private int _lineStart;

    public static ConfigNode Parse(string text) => new FlowText(text).Node();

    private ConfigNode Node()
    {
        Skip();
        var position = Position;
        if (Take('{'))
        {
            var entries = ImmutableArray.CreateBuilder<ConfigEntry>();
            while (!Take('}'))
            {
                var key = (ConfigScalar)Node();
                Assert.True(Take(':'));
                entries.Add(new(key.Text, key.Position, Node()));
                Take(',');
            }

            return new ConfigMap(position, entries.ToImmutable());
        }

        if (Take('['))
        {
            var items = ImmutableArray.CreateBuilder<ConfigNode>();
            while (!Take(']'))
            {
                items.Add(Node());
                Take(',');
            }

            return new ConfigList(position, items.ToImmutable());
        }

        var start = _at;
        if (text[_at] is '"' or '\'')
        {
            var end = text.IndexOf(text[_at], _at + 1);
            _at = end + 1;
            return new ConfigScalar(position, text[(start + 1)..end], Quoted: true);
        }

        while (!",:]}".Contains(text[_at], StringComparison.Ordinal))
        {
            _at++;
        }

        return new ConfigScalar(position, text[start.._at].Trim());
    }

    private ConfigPosition Position => new("x.yaml", _line, _at - _lineStart + 1);

    private bool Take(char wanted)
    {
        Skip();
        if (_at >= text.Length || text[_at] != wanted)
        {
            return false;
        }

        _at++;
        Skip();
        return true;
    }

    private void Skip()
    {
        for (; _at < text.Length && char.IsWhiteSpace(text[_at]); _at++)
        {
            if (text[_at] == '\n')
            {
                _line++;
                _lineStart = _at + 1;
            }
        }
    }
}
