using System.Collections.Immutable;
using Parquet;
using Parquet.Schema;
using ReAgent.Data.Columns;
using ReAgent.Data.Logs.Layouts;

namespace ReAgent.Data.Logs.ParquetLogs;

/// <summary>Maps whose entries are columns of their own; an absent value is an absent entry.</summary>
internal sealed class MemberColumns : IParquetSource
{
    private readonly ImmutableArray<MapMember> _members;
    private readonly IParquetSource[] _sources;
    private readonly ValueColumn<double>[] _values;

    public MemberColumns(ImmutableArray<(DataField Field, MapMember Member)> members)
    {
        _members = [.. members.Select(member => member.Member)];
        _values = [.. members.Select(_ => new ValueColumn<double>())];
        _sources =
        [
            .. members.Select(IParquetSource (member) => member.Member.Column.Shape == ColumnShape.Text ? new TextCells(member.Field) : new WholeColumn(member.Field, ColumnShape.Number)),
        ];
    }

    public async Task Read(ParquetRowGroupReader group, Column into, ColumnProblems problems, CancellationToken cancellationToken)
    {
        for (var member = 0; member < _sources.Length; member++)
        {
            _values[member].Clear();
            await _sources[member].Read(group, _values[member], problems with { Column = _members[member].Column.Name }, cancellationToken).ConfigureAwait(false);
        }

        var rows = checked((int)group.RowCount);
        if (_values.Any(values => values.Count != rows))
        {
            throw new InvalidDataException($"The columns that make up '{problems.Column}' do not all have the {rows} rows of the row group.");
        }

        if (into is MapColumn<long> features)
        {
            Append(features, [.. _members.Select(member => member.Id)], rows);
        }
        else
        {
            Append((MapColumn<string>)into, [.. _members.Select(member => member.Name)], rows);
        }
    }

    private void Append<TKey>(MapColumn<TKey> into, TKey[] keys, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var member = 0; member < keys.Length; member++)
            {
                var value = _values[member].Values[row];
                if (!double.IsNaN(value))
                {
                    into.Add(keys[member], value);
                }
            }

            into.EndRow();
        }
    }
}
