using System.Text;
using Parquet;
using Parquet.Schema;
using ReAgent.Data.Columns;
using ReAgent.Data.Logs.Values;

namespace ReAgent.Data.Logs.ParquetLogs;

/// <summary>A column that the file does not have.</summary>
internal sealed class AbsentRows : IParquetSource
{
    public Task Read(ParquetRowGroupReader group, Column into, ColumnProblems problems, CancellationToken cancellationToken)
    {
        into.AppendAbsent(checked((int)group.RowCount));
        return Task.CompletedTask;
    }
}

/// <summary>A value that all rows share, from the name of a folder.</summary>
internal sealed class SameValue(string? value) : IParquetSource
{
    public Task Read(ParquetRowGroupReader group, Column into, ColumnProblems problems, CancellationToken cancellationToken)
    {
        var one = into.NewEmpty();
        var parser = new ValueParser();
        var readable = parser.AppendCell(Encoding.UTF8.GetBytes(value ?? ""), one);
        into.AppendRows(one, new int[checked((int)group.RowCount)]);
        for (var row = 0; !readable && row < group.RowCount; row++)
        {
            problems.Report(row, parser.Problem, value);
        }

        return Task.CompletedTask;
    }
}

/// <summary>A column whose type is near enough to be read at once.</summary>
internal sealed class WholeColumn(Field field, ColumnShape shape) : IParquetSource
{
    public Task Read(ParquetRowGroupReader group, Column into, ColumnProblems problems, CancellationToken cancellationToken) =>
        ColumnReader.Read(group, field, shape, into, cancellationToken);
}

/// <summary>Whole numbers that are kept as numbers with fractions, as tools do to columns with absent values.</summary>
internal sealed class WholeNumbers(Field field) : IParquetSource
{
    private readonly ValueColumn<double> _numbers = new();

    public async Task Read(ParquetRowGroupReader group, Column into, ColumnProblems problems, CancellationToken cancellationToken)
    {
        _numbers.Clear();
        await ColumnReader.Read(group, field, ColumnShape.Number, _numbers, cancellationToken).ConfigureAwait(false);
        var integers = ((ValueColumn<long>)into).Extend(_numbers.Count);
        for (var row = 0; row < _numbers.Count; row++)
        {
            if (!PlainValue.TryInteger(_numbers[row], out integers.Span[row]))
            {
                problems.Report(row, "is not a whole number", PlainValue.NameOf(_numbers[row]));
            }
        }
    }
}

/// <summary>Names that are kept as numbers; the names of whole ones have no fraction.</summary>
internal sealed class NamesOfNumbers(Field field, bool mustBeWhole) : IParquetSource
{
    private readonly ValueColumn<double> _numbers = new();
    private readonly Dictionary<double, string> _names = [];

    public async Task Read(ParquetRowGroupReader group, Column into, ColumnProblems problems, CancellationToken cancellationToken)
    {
        _numbers.Clear();
        _names.Clear();
        await ColumnReader.Read(group, field, ColumnShape.Number, _numbers, cancellationToken).ConfigureAwait(false);
        var names = ((ValueColumn<string>)into).Extend(_numbers.Count);
        for (var row = 0; row < _numbers.Count; row++)
        {
            var number = _numbers[row];
            if (mustBeWhole && !double.IsNaN(number) && !double.IsInteger(number))
            {
                problems.Report(row, "is not a whole number", PlainValue.NameOf(number));
                number = double.NaN;
            }

            names.Span[row] = NameOf(number);
        }
    }

    private string NameOf(double number)
    {
        if (!_names.TryGetValue(number, out var name))
        {
            _names[number] = name = double.IsNaN(number) ? "" : PlainValue.NameOf(number);
        }

        return name;
    }
}

/// <summary>Values of any shape that are written as texts.</summary>
internal sealed class TextCells(Field field) : IParquetSource
{
    private readonly ValueColumn<string> _texts = new();
    private readonly ValueParser _parser = new();

    public async Task Read(ParquetRowGroupReader group, Column into, ColumnProblems problems, CancellationToken cancellationToken)
    {
        _texts.Clear();
        await ColumnReader.Read(group, field, ColumnShape.Text, _texts, cancellationToken).ConfigureAwait(false);
        var cell = Array.Empty<byte>();
        for (var row = 0; row < _texts.Count; row++)
        {
            var text = _texts[row];
            var most = Encoding.UTF8.GetMaxByteCount(text.Length);
            cell = cell.Length < most ? new byte[most] : cell;
            if (!_parser.AppendCell(cell.AsSpan(0, Encoding.UTF8.GetBytes(text, cell)), into))
            {
                problems.Report(row, _parser.Problem, text);
            }
        }
    }
}
