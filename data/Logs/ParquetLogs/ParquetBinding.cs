using Parquet;
using Parquet.Schema;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs.Layouts;

namespace ReAgent.Data.Logs.ParquetLogs;

/// <summary>Which field of a file each column of the table is read from, and how.</summary>
internal sealed class ParquetBinding
{
    private readonly (WantedColumn Wanted, IParquetSource Source)[] _columns;
    private readonly List<RowProblem> _problems = [];
    private readonly int _maxFeatures;

    /// <exception cref="LogLayoutException">The file does not have the columns of the layout.</exception>
    public ParquetBinding(LogFile file, IReadOnlyList<LogColumn> columns, ParquetFields fields, EpisodeLayout layout, LogOptions options)
    {
        _maxFeatures = options.MaxFeatures;
        var wanted = WantedColumn.All(layout, options);
        var finding = new SourceFinding(columns, file);
        _columns =
        [
            .. wanted.Select(column => (column, options.IncludePossibleActions || column.Name != EpisodeSchema.PossibleActions
                ? Source(column, finding.Find([column])[0], fields)
                : new AbsentRows())),
        ];
        if (finding.Problems.Count > 0)
        {
            throw new LogLayoutException(finding.Problems.Select(problem => new LogLayoutProblem(problem, [file.Name])));
        }
    }

    /// <summary>What is wrong with rows of the last row group, in any order.</summary>
    public IReadOnlyList<RowProblem> Problems => _problems;

    /// <summary>Reads a row group into an empty table.</summary>
    /// <exception cref="InvalidDataException">A column does not have the group's number of rows.</exception>
    public async Task Read(ParquetRowGroupReader group, EpisodeTable table, CancellationToken cancellationToken)
    {
        _problems.Clear();
        var rows = checked((int)group.RowCount);
        foreach (var (wanted, source) in _columns)
        {
            var column = table.Columns[wanted.Index];
            await source.Read(group, column, new ColumnProblems(wanted.Name, _problems), cancellationToken).ConfigureAwait(false);
            if (column.Count != rows)
            {
                throw new InvalidDataException($"Column '{wanted.LogName}' has {column.Count} rows where the row group has {rows}.");
            }

            FeatureLimit.Check(wanted, column, 0, _maxFeatures, _problems);
        }
    }

    private static IParquetSource Source(WantedColumn wanted, ColumnSource source, ParquetFields fields) => source switch
    {
        ColumnSource.Same same => new SameValue(same.Value),
        ColumnSource.Several several => new MemberColumns([.. several.Members.Select(member => ((DataField)fields.Of(member.Column), member))]),
        ColumnSource.One one => Source(wanted, fields.Of(one.Column), one.Column.Shape),
        _ => new AbsentRows(),
    };

    private static IParquetSource Source(WantedColumn wanted, Field field, ColumnShape? found) => (found, wanted.Shape) switch
    {
        (ColumnShape.Scalar { Kind: ScalarKind.Text }, not ColumnShape.Scalar { Kind: ScalarKind.Text }) => new TextCells(field),
        (ColumnShape.Scalar, ColumnShape.Scalar { Kind: ScalarKind.Text }) when ColumnFields.ShapeOf(field) == ColumnShape.Number => new NamesOfNumbers(field, mustBeWhole: found == ColumnShape.Integer),
        (ColumnShape.Scalar { Kind: ScalarKind.Number }, ColumnShape.Scalar { Kind: ScalarKind.Integer }) => new WholeNumbers(field),
        ({ } list, { } shape) when ShapeFit.IsDense(list, shape) => new DenseLists(field),
        (ColumnShape.ListOf list, ColumnShape.ListOf shape) when ShapeFit.IsDense(list.Item, shape.Item) => new DenseLists(field),
        _ => new WholeColumn(field, wanted.Shape),
    };
}
