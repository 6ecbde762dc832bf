using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using Xunit;

namespace ReAgent.Data.Tests.Logs;

/// <summary>The same rows are read the same out of every format, in parts of any size.</summary>
public sealed class FormatsAgreeTests : IDisposable
{
    private static readonly string[] Texts = ["left", "right", "größer", "a,b;c", "say \"so\"", "it's", "two\nlines", "tab\tbed", "{}", "[1]", " spaces ", "NaN", "null"];

    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-formats-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_format_gives_the_rows_that_were_written() => Prop.ForAll(
        Tables(),
        table =>
        {
            var differences = Write(table).Select(file => (file, Difference: ReadLog.Difference(table, ReadLog.Of(_folder, file).GetAwaiter().GetResult().Table))).ToList();
            return differences.All(one => one.Difference is null).Label(string.Join("; ", differences));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15).WithReplay(5, 7));

    [Fact]
    public void Parts_of_any_size_cover_each_row_once() => Prop.ForAll(
        Tables(),
        Gen.Choose(1, 3000).ToArbitrary(),
        (table, partBytes) => Write(table).All(file => ReadLog.Difference(table, ReadLog.Of(_folder, file, partBytes: partBytes).GetAwaiter().GetResult().Table) is null))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(15).WithReplay(5, 7));

    [Fact]
    public async Task A_part_of_lines_may_be_empty_and_a_line_may_start_at_its_first_byte()
    {
        var table = Table(9, 8, ActionKind.Discrete);
        var file = Write(table).Single(name => name == "rows.jsonl");
        var length = (int)new FileInfo(Path.Combine(_folder, file)).Length;
        for (var bytes = 1; bytes < length; bytes += 29)
        {
            Assert.Null(ReadLog.Difference(table, (await ReadLog.Of(_folder, file, partBytes: bytes)).Table));
        }
    }

    private static Arbitrary<EpisodeTable> Tables() => (
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from rows in Gen.Choose(1, 60)
        from kind in Gen.Elements(ActionKind.Discrete, ActionKind.Parametric, ActionKind.Ranking)
        select Table((ulong)seed, rows, kind)).ToArbitrary();

    private static EpisodeTable Table(ulong seed, int rows, ActionKind kind)
    {
        var random = new RandomStream(seed, "logs");
        var table = new EpisodeTable(kind);
        for (var row = 0; row < rows; row++)
        {
            table.MdpId.Add("episode " + Texts[random.NextInt(Texts.Length)]);
            table.SequenceNumber.Add(random.NextInt(1000) - 500);
            Features(table.State, random, 4);
            Action(table, random, row);
            table.ActionProbability.Add(random.NextInt(4) == 0 ? double.NaN : random.NextInt(100) / 100.0);
            table.Truncated.Add(random.NextInt(5) == 0);
            table.Reward.Add((random.NextInt(2000) - 1000) / 7.0);
            for (var metric = random.NextInt(3); metric > 0; metric--)
            {
                table.Metrics.Add(Texts[metric] + "'", metric / 3.0);
            }

            table.Metrics.EndRow();
        }

        return table;
    }

    // The first row has an action with fractions and features, so that the kind of action can be told from it.
    private static void Action(EpisodeTable table, RandomStream random, int row)
    {
        if (table.ActionKind == ActionKind.Discrete)
        {
            table.Action.Add(row > 0 && random.NextInt(6) == 0 ? "" : Texts[random.NextInt(2)]);
            for (var action = random.NextInt(3); action > 0; action--)
            {
                table.PossibleActions.Add(Texts[random.NextInt(Texts.Length)]);
            }

            table.PossibleActions.EndRow();
            return;
        }

        if (table.ActionKind == ActionKind.Parametric)
        {
            table.ActionFeatures.Add(row, 0.5);
            Features(table.ActionFeatures, random, 2);
        }
        else
        {
            for (var item = random.NextInt(4) + (row == 0 ? 1 : 0); item > 0; item--)
            {
                table.Slate.Add(random.NextInt(100));
            }

            table.Slate.EndRow();
        }

        var possible = (NestedListColumn)table.PossibleActionsColumn;
        for (var action = table.ActionKind == ActionKind.Parametric ? random.NextInt(3) : 0; action > 0; action--)
        {
            Features((MapColumn<long>)possible.Items, random, 2);
        }

        possible.EndRow();
    }

    private static void Features(MapColumn<long> column, RandomStream random, int most)
    {
        for (var feature = random.NextInt(most + 1); feature > 0; feature--)
        {
            column.Add((feature * 1_000_000L) + random.NextInt(3), random.NextInt(1 << 20) / 1024.0);
        }

        column.EndRow();
    }

    private string[] Write(EpisodeTable table)
    {
        EpisodeFiles.Write(Path.Combine(_folder, "rows.parquet"), table).GetAwaiter().GetResult();
        File.WriteAllText(Path.Combine(_folder, "rows.jsonl"), Lines(table));
        File.WriteAllText(Path.Combine(_folder, "windows.json"), "\uFEFF" + Lines(table).Replace("\n", "\r\n\r\n"));
        File.WriteAllText(Path.Combine(_folder, "rows.csv"), Delimited(table, ',', Json));
        File.WriteAllText(Path.Combine(_folder, "excel.csv"), "\uFEFF" + Delimited(table, ';', Json).TrimEnd('\n'));
        File.WriteAllText(Path.Combine(_folder, "pandas.tsv"), Delimited(table, '\t', Python));
        foreach (var name in new[] { "rows.jsonl", "rows.csv" })
        {
            using var packed = new GZipStream(File.Create(Path.Combine(_folder, name + ".gz")), CompressionLevel.Fastest);
            packed.Write(File.ReadAllBytes(Path.Combine(_folder, name)));
        }

        return ["rows.parquet", "rows.jsonl", "windows.json", "rows.csv", "excel.csv", "pandas.tsv", "rows.jsonl.gz", "rows.csv.gz"];
    }

    private static string Lines(EpisodeTable table) =>
        string.Concat(Enumerable.Range(0, table.Count).Select(row => JsonSerializer.Serialize(Row(table, row).Where(value => value.Value is not null).ToDictionary(value => value.Key, value => value.Value)) + "\n"));

    private static string Delimited(EpisodeTable table, char delimiter, Func<object, string> nested)
    {
        var text = new StringBuilder(string.Join(delimiter, Row(table, 0).Keys) + "\n");
        for (var row = 0; row < table.Count; row++)
        {
            text.AppendJoin(delimiter, Row(table, row).Values.Select(value => Cell(value, nested))).Append('\n');
        }

        return text.ToString();
    }

    private static string Cell(object? value, Func<object, string> nested)
    {
        var text = value switch
        {
            null => "",
            string name => name,
            bool flag => flag ? "True" : "False",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => nested(value),
        };
        return text.AsSpan().ContainsAny(",;\t\"\n".AsSpan()) ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }

    private static string Json(object value) => JsonSerializer.Serialize(value);

    private static string Python(object? value) => value switch
    {
        string text => text.Contains('\'') ? $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\t", "\\t")}\"" : $"'{text.Replace("\n", "\\n").Replace("\t", "\\t")}'",
        Dictionary<string, double> named => $"{{{string.Join(", ", named.Select(entry => $"{Python(entry.Key)}: {Python(entry.Value)}"))}}}",
        Dictionary<long, double> features => $"{{{string.Join(", ", features.Select(entry => $"{entry.Key}: {Python(entry.Value)}"))}}}",
        System.Collections.IEnumerable items => $"({string.Concat(items.Cast<object>().Select(item => Python(item) + ", "))})",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static Dictionary<string, object?> Row(EpisodeTable table, int row) => new()
    {
        ["mdp_id"] = table.MdpId[row],
        ["sequence_number"] = table.SequenceNumber[row],
        ["state_features"] = Map(table.State, row),
        ["action"] = table.ActionKind switch
        {
            ActionKind.Discrete => table.Action[row] is { Length: > 0 } name ? name : null,
            ActionKind.Parametric => Map(table.ActionFeatures, row),
            _ => table.Slate.Items(row).ToArray(),
        },
        ["action_probability"] = double.IsNaN(table.ActionProbability[row]) ? null : table.ActionProbability[row],
        ["truncated"] = table.Truncated[row],
        ["reward"] = table.Reward[row],
        ["metrics"] = Map(table.Metrics, row),
        ["possible_actions"] = table.ActionKind == ActionKind.Discrete ? table.PossibleActions.Items(row).ToArray() : Maps((NestedListColumn)table.PossibleActionsColumn, row),
    };

    private static Dictionary<TKey, double> Map<TKey>(MapColumn<TKey> column, int row)
        where TKey : notnull
    {
        var map = new Dictionary<TKey, double>();
        for (var entry = 0; entry < column.Length(row); entry++)
        {
            map.Add(column.Keys(row)[entry], column.Values(row)[entry]);
        }

        return map;
    }

    private static Dictionary<long, double>[] Maps(NestedListColumn column, int row) =>
        [.. Enumerable.Range(column.Offsets[row], column.Length(row)).Select(item => Map((MapColumn<long>)column.Items, item))];
}
