using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>Sets the wrong rows of a shard aside, in a file that is there only when there are any.</summary>
internal sealed class Quarantine(string path, EpisodeLayout layout) : IAsyncDisposable
{
    private EpisodeWriter? _writer;

    /// <summary>Rows set aside, by reason.</summary>
    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows that say nothing new, which are counted and left out.</summary>
    public long Repeated { get; private set; }

    /// <summary>Sets the rows of a table that have a finding aside, in an order that depends on the rows alone.</summary>
    public async Task Add(EpisodeTable table, RowFindings findings, CancellationToken cancellationToken)
    {
        var rows = Select(table, findings);
        if (rows.Count == 0)
        {
            return;
        }

        // By hash first, so that bucket after bucket gives one order whatever the number of buckets.
        rows.Sort((left, right) => left.Hash != right.Hash ? left.Hash.CompareTo(right.Hash) : ByContent(table, findings, left.Row, right.Row));
        foreach (var (_, row) in rows)
        {
            Counts[findings.Reasons[row]] = Counts.GetValueOrDefault(findings.Reasons[row]) + 1;
        }

        _writer ??= await EpisodeWriter.Create(path, layout, withFindings: true, cancellationToken).ConfigureAwait(false);
        await _writer.Add(table, rows.ConvertAll(row => row.Row).ToArray(), findings, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Completes the file, if there is one.</summary>
    public async Task Finish(CancellationToken cancellationToken)
    {
        if (_writer is not null)
        {
            await _writer.Finish(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _writer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static int ByContent(EpisodeTable table, RowFindings findings, int left, int right)
    {
        var order = string.CompareOrdinal(findings.Reasons[left], findings.Reasons[right]);
        order = order != 0 ? order : string.CompareOrdinal(findings.Found[left], findings.Found[right]);
        foreach (var column in table.Columns)
        {
            order = order != 0 ? order : column.CompareRows(left, column, right);
        }

        return order;
    }

    private List<(ulong Hash, int Row)> Select(EpisodeTable table, RowFindings findings)
    {
        var rows = new List<(ulong, int)>();
        for (var row = 0; row < findings.Count; row++)
        {
            if (findings.Reasons[row] == RowRules.Repeated)
            {
                Repeated++;
            }
            else if (!findings.IsGood(row))
            {
                rows.Add((table.MdpId[row].Length == 0 ? 0 : MdpHash.Order(table.MdpId[row]), row));
            }
        }

        return rows;
    }
}
