using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs.TextLogs;
using ReAgent.Data.Logs.Values;

namespace ReAgent.Data.Logs.JsonLogs;

/// <summary>Takes the wanted members out of JSON objects.</summary>
internal sealed class JsonObjects
{
    private readonly RowBuilder _rows;
    private readonly Member[] _members;
    private readonly ArrayBufferWriter<byte> _rewritten = new();

    public JsonObjects(RowBuilder rows, IReadOnlyList<LogColumn> columns, LogOptions options)
    {
        _rows = rows;
        var root = new Member("");
        foreach (var (column, target) in rows.Targets(columns, options.ColumnOf(EpisodeSchema.Ds)))
        {
            root.At(Names(columns, column).AsSpan()).Targets.Add(target);
        }

        foreach (var (name, target) in rows.Unseen(options))
        {
            root.At([name]).Targets.Add(target);
        }

        _members = [.. root.Members];
    }

    /// <summary>Adds the values of a line to the row under construction; false when it is no object.</summary>
    /// <exception cref="JsonException">The line is not JSON; values before the fault were added.</exception>
    public bool Read(ReadOnlySpan<byte> line)
    {
        // Python writes these, which JSON does not have.
        if (line.IndexOf("NaN"u8) >= 0 || line.IndexOf("Infinity"u8) >= 0)
        {
            _rewritten.ResetWrittenCount();
            line = PythonLiteral.TryRewrite(line, _rewritten) ? _rewritten.WrittenSpan : line;
        }

        var json = new Utf8JsonReader(line);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        ReadObject(ref json, _members);
        return !json.Read();
    }

    private void ReadObject(ref Utf8JsonReader json, Member[] members)
    {
        var next = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = Find(ref json, members, ref next);
            json.Read();
            if (member is null)
            {
                json.Skip();
                continue;
            }

            var value = json;
            for (var target = 0; target < member.Targets.Count; target++)
            {
                json = value;
                _rows.Append(member.Targets[target], ref json);
            }

            if (member.Members.Count > 0)
            {
                json = value;
                if (json.TokenType == JsonTokenType.StartObject)
                {
                    ReadObject(ref json, member.Below);
                }
                else
                {
                    json.Skip();
                }
            }
        }
    }

    /// <summary>The member that the reader stands on; lines have them in the same order as a rule, so the next one is tried first.</summary>
    private static Member? Find(ref Utf8JsonReader json, Member[] members, ref int next)
    {
        for (var tried = 0; tried < members.Length; tried++)
        {
            var member = members[next];
            next = next + 1 == members.Length ? 0 : next + 1;
            if (json.ValueTextEquals(member.Name))
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>The names on the way to a column, which may have dots in them.</summary>
    private static ImmutableArray<string> Names(IEnumerable<LogColumn> columns, LogColumn wanted, string above = "")
    {
        foreach (var column in columns)
        {
            if (ReferenceEquals(column, wanted))
            {
                return [column.Name[above.Length..]];
            }

            if (Names(column.Members, wanted, column.Name + ".") is { IsEmpty: false } below)
            {
                return [column.Name[above.Length..], .. below];
            }
        }

        return [];
    }

    /// <summary>A member of objects that is wanted, or that has wanted ones below it.</summary>
    private sealed class Member(string name)
    {
        public byte[] Name { get; } = Encoding.UTF8.GetBytes(name);

        public List<RowTarget> Targets { get; } = [];

        public List<Member> Members { get; } = [];

        public Member[] Below => field ??= [.. Members];

        public Member At(ReadOnlySpan<string> names)
        {
            if (names.IsEmpty)
            {
                return this;
            }

            var first = Encoding.UTF8.GetBytes(names[0]);
            var member = Members.Find(known => known.Name.AsSpan().SequenceEqual(first));
            if (member is null)
            {
                Members.Add(member = new Member(names[0]));
            }

            return member.At(names[1..]);
        }
    }
}
