using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs.Layouts;
using ReAgent.Data.Logs.Values;

namespace ReAgent.Data.Logs.TextLogs;

/// <summary>Builds the rows of a table out of values that come one by one, in any order. A row is finished with absent values, or taken back.</summary>
internal sealed class RowBuilder
{
    private readonly LogRows _rows;
    private readonly DateRange _dates;
    private readonly int _maxFeatures;
    private readonly ImmutableArray<WantedColumn> _wanted;
    private readonly ColumnSource[] _sources;
    private readonly Column[] _columns;
    private readonly ValueParser[] _parsers;
    private readonly ValueColumn<double>[]?[] _members;
    private readonly ValueColumn<string> _date = new();
    private readonly ValueParser _dateParser = new();
    private readonly List<int> _lines = [];
    private readonly List<RowProblem> _found = [];
    private bool _hasDates;

    /// <exception cref="LogLayoutException">The file does not have the columns of the layout.</exception>
    public RowBuilder(LogFile file, IReadOnlyList<LogColumn> columns, EpisodeLayout layout, LogOptions options)
    {
        (_dates, _maxFeatures) = (options.Dates, options.MaxFeatures);
        _rows = new LogRows(file, layout);
        _wanted = WantedColumn.All(layout, options);
        var finding = new SourceFinding(columns, file);
        _sources = [.. _wanted.Select(column => options.IncludePossibleActions || column.Name != EpisodeSchema.PossibleActions ? finding.Find([column])[0] : new ColumnSource.Nothing())];
        if (finding.Problems.Count > 0)
        {
            throw new LogLayoutException(finding.Problems.Select(problem => new LogLayoutProblem(problem, [file.Name])));
        }

        _columns = [.. _wanted.Select(column => _rows.Table.Columns[column.Index])];
        _parsers = [.. _wanted.Select(_ => new ValueParser())];
        _members = [.. _sources.Select(source => source is ColumnSource.Several several ? several.Members.Select(_ => new ValueColumn<double>()).ToArray() : null)];
    }

    /// <summary>Rows since <see cref="Restart"/>.</summary>
    public int Count => _columns[0].Count;

    /// <summary>The columns of the file that are wanted, and what for.</summary>
    public IEnumerable<(LogColumn Column, RowTarget Target)> Targets(IReadOnlyList<LogColumn> columns, string dsColumn)
    {
        for (var index = 0; index < _sources.Length; index++)
        {
            if (_sources[index] is ColumnSource.One one)
            {
                yield return (one.Column, new RowTarget(index, -1, one.Column.Shape == ColumnShape.Integer && _wanted[index].Shape == ColumnShape.Text));
            }
            else if (_sources[index] is ColumnSource.Several several)
            {
                for (var member = 0; member < several.Members.Length; member++)
                {
                    yield return (several.Members[member].Column, new RowTarget(index, member, false));
                }
            }
        }

        if (!_dates.IsEverything && LogColumn.Find(columns, dsColumn) is { Type: not PartitionColumns.Type } ds)
        {
            _hasDates = true;
            yield return (ds, RowTarget.Date);
        }
    }

    /// <summary>The wanted columns that the file was not seen to have; a later row may have them.</summary>
    public IEnumerable<(string LogName, RowTarget Target)> Unseen(LogOptions options) =>
        from wanted in _wanted
        where _sources[wanted.Index] is ColumnSource.Nothing && (options.IncludePossibleActions || wanted.Name != EpisodeSchema.PossibleActions)
        select (wanted.LogName, new RowTarget(wanted.Index, -1, false));

    /// <summary>Starts another chunk.</summary>
    public void Restart()
    {
        _rows.Table.Clear();
        _rows.Restart(0);
        _lines.Clear();
        _date.Clear();
    }

    /// <summary>The rows since <see cref="Restart"/>.</summary>
    /// <param name="firstByte">Where the lines are counted from.</param>
    public LogRows Rows(long firstByte)
    {
        _rows.FirstByte = firstByte;
        _rows.Keep([.. _lines]);
        return _rows;
    }

    /// <summary>Adds the value that a reader stands on, and moves it to the value's end.</summary>
    public void Append(RowTarget target, ref Utf8JsonReader json)
    {
        if (Take(target, out var parser) is not { } column)
        {
            json.Skip();
        }
        else
        {
            var value = json;
            if (!parser.Append(ref json, column))
            {
                Report(target, parser, value.HasValueSequence ? "" : Encoding.UTF8.GetString(value.ValueSpan));
            }
        }
    }

    /// <summary>Adds the value of a cell.</summary>
    public void Append(RowTarget target, ReadOnlySpan<byte> cell)
    {
        if (Take(target, out var parser) is { } column)
        {
            cell = target.IsWhole && cell.EndsWith(".0"u8) ? cell[..^2] : cell;
            if (!parser.AppendCell(cell, column))
            {
                Report(target, parser, Encoding.UTF8.GetString(cell.Length > 100 ? cell[..100] : cell));
            }
        }
    }

    /// <summary>Finishes a row.</summary>
    /// <param name="line">The line that it starts in, counted from 0.</param>
    public void EndRow(int line)
    {
        var row = _lines.Count;
        if (_hasDates && (_date.Count == 0 || !_dates.Contains(_date[0])))
        {
            Abandon();
            return;
        }

        for (var index = 0; index < _columns.Length; index++)
        {
            if (_columns[index].Count == row)
            {
                Complete(index);
            }

            FeatureLimit.Check(_wanted[index], _columns[index], row, _maxFeatures, _found);
        }

        foreach (var problem in _found)
        {
            _rows.Report(row, problem.Reason, problem.Found);
        }

        _found.Clear();
        _date.Clear();
        _lines.Add(line);
    }

    /// <summary>Takes back the row that was not finished.</summary>
    public void Abandon()
    {
        foreach (var column in _columns)
        {
            column.Truncate(_lines.Count);
        }

        foreach (var member in _members.SelectMany(members => members ?? []))
        {
            member.Clear();
        }

        _found.Clear();
        _date.Clear();
    }

    /// <summary>Puts a row without values in place of a line that cannot be read.</summary>
    public void AddUnreadable(int line, string reason, ReadOnlySpan<byte> found)
    {
        Abandon();
        foreach (var column in _columns)
        {
            column.AppendAbsent();
        }

        _rows.Report(_lines.Count, reason, ColumnProblems.Shorten(Encoding.UTF8.GetString(found.Length > 100 ? found[..100] : found)));
        _lines.Add(line);
    }

    /// <summary>The column to append to; null when the row has a value for it already.</summary>
    private Column? Take(RowTarget target, out ValueParser parser)
    {
        parser = target.Column < 0 ? _dateParser : _parsers[target.Column];
        if (target.Column < 0 || target.Member >= 0)
        {
            Column one = target.Column < 0 ? _date : _members[target.Column]![target.Member];
            return one.Count == 0 ? one : null;
        }

        return _columns[target.Column].Count == _lines.Count ? _columns[target.Column] : null;
    }

    private void Report(RowTarget target, ValueParser parser, string found)
    {
        if (target.Column >= 0)
        {
            var name = target.Member < 0 ? _wanted[target.Column].Name : ((ColumnSource.Several)_sources[target.Column]).Members[target.Member].Column.Name;
            new ColumnProblems(name, _found).Report(_lines.Count, parser.Problem, found);
        }
    }

    private void Complete(int index)
    {
        switch (_sources[index])
        {
            case ColumnSource.Same same when !_parsers[index].AppendCell(Encoding.UTF8.GetBytes(same.Value ?? ""), _columns[index]):
                Report(new RowTarget(index, -1, false), _parsers[index], same.Value ?? "");
                break;
            case ColumnSource.Same:
                break;
            case ColumnSource.Several several when _columns[index] is MapColumn<long> features:
                Collect(features, several, _members[index]!, member => member.Id);
                break;
            case ColumnSource.Several several when _columns[index] is MapColumn<string> named:
                Collect(named, several, _members[index]!, member => member.Name);
                break;
            default:
                _columns[index].AppendAbsent();
                break;
        }
    }

    private static void Collect<TKey>(MapColumn<TKey> into, ColumnSource.Several several, ValueColumn<double>[] values, Func<MapMember, TKey> keyOf)
    {
        for (var member = 0; member < values.Length; member++)
        {
            if (values[member].Count > 0 && !double.IsNaN(values[member][0]))
            {
                into.Add(keyOf(several.Members[member]), values[member][0]);
            }

            values[member].Clear();
        }

        into.EndRow();
    }
}
