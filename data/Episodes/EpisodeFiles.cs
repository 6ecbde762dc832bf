using Parquet;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Episodes;

/// <summary>Writes <c>episodes/*.parquet</c> and <c>quarantine/*.parquet</c>.</summary>
public static class EpisodeFiles
{
    private const int RowGroupRows = 100_000;

    /// <summary>Writes a table as one Parquet file (Snappy, dictionary-encoded texts).</summary>
    /// <param name="path">File to create.</param>
    /// <param name="table">Rows.</param>
    /// <param name="findings">For quarantined rows: why each was set aside and what was found, written as the last two columns.</param>
    /// <param name="cancellationToken">Stops the writing; the file is then of no use.</param>
    public static async Task Write(string path, EpisodeTable table, RowFindings? findings = null, CancellationToken cancellationToken = default)
    {
        var schema = EpisodeSchema.For(table.Layout, findings is not null);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        await using var writer = await ParquetWriter.CreateAsync(schema, file, ParquetFormat.Options(schema), cancellationToken: cancellationToken).ConfigureAwait(false);
        for (var start = 0; start < table.Count; start += RowGroupRows)
        {
            var count = Math.Min(RowGroupRows, table.Count - start);
            using var group = writer.CreateRowGroup();
            foreach (var (field, column) in schema.Fields.Zip(ColumnsOf(table, findings)))
            {
                var part = column?.NewEmpty() ?? new ValueColumn<string>();
                if (column is null)
                {
                    ((ValueColumn<string>)part).Extend(count).Span.Fill(EpisodeSchema.NoDate);
                }
                else
                {
                    part.Append(column, start, count);
                }

                await ColumnWriter.Write(group, field, part, cancellationToken).ConfigureAwait(false);
            }

            group.CompleteValidate();
        }
    }

    /// <summary>The columns in the order of the schema; null for the date.</summary>
    private static List<Column?> ColumnsOf(EpisodeTable table, RowFindings? findings)
    {
        List<Column?> columns = [null, table.MdpId, table.SequenceNumber, table.State, table.ActionColumn, table.ActionProbability, .. table.Outcomes];
        if (table.ActionKind != ActionKind.Ranking)
        {
            columns.Add(table.PossibleActionsColumn);
        }

        columns.AddRange(table.Extras);
        columns.Add(table.Truncated);
        if (findings is not null)
        {
            columns.Add(findings.Reasons);
            columns.Add(findings.Found);
        }

        return columns;
    }
}
