using System.Collections.Concurrent;
using ReAgent.Data.Episodes;
using ReAgent.Data.Inspection.Counting;
using ReAgent.Data.Logs;

namespace ReAgent.Data.Inspection;

/// <summary>Reads all parts of a log, several at once, and adds up their counts in the order of the log.</summary>
internal sealed class LogReading(EpisodeLayout layout, LogOptions log, InspectionOptions options, IProgress<InspectionProgress>? progress)
{
    private readonly ConcurrentDictionary<string, long> _rowsOf = new(StringComparer.Ordinal);
    private readonly List<LogDamage> _damaged = [];
    private readonly int _dateColumn = layout.Extras.IndexOf(layout.Extras.FirstOrDefault(column => column.Name == EpisodeSchema.Ds)!);
    private long _rows;
    private double _bytesRead;
    private double _bytes;

    /// <summary>What could not be read, in the order of the log.</summary>
    public IReadOnlyList<LogDamage> Damaged => _damaged;

    /// <summary>True when the rest of the log was left unread, as asked.</summary>
    public bool IsBeginning { get; private set; }

    /// <summary>Rows that were read of a file.</summary>
    public long RowsOf(string file) => _rowsOf.GetValueOrDefault(file);

    /// <summary>Reads.</summary>
    public async Task<PartCounts> Read(IReadOnlyList<LogSummary> files, CancellationToken cancellationToken)
    {
        var parts = files.SelectMany(file => file.Parts.Select(part => (file.File, Part: part))).ToArray();
        _bytes = parts.Sum(part => (double)part.Part.Bytes);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Which rows are the first is known only when parts are read one after the other.
        var workers = options.Rows is null ? Math.Clamp(options.Workers, 1, Math.Max(1, parts.Length)) : 1;
        var total = NewCounts();
        var turns = new TaskCompletionSource[parts.Length + 1];
        for (var turn = 0; turn < turns.Length; turn++)
        {
            turns[turn] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        turns[0].SetResult();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(Work, cancellationToken))).ConfigureAwait(false);
        return total;

        async Task Work()
        {
            try
            {
                for (var part = Interlocked.Increment(ref next); part < parts.Length; part = Interlocked.Increment(ref next))
                {
                    var (counts, damage) = await ReadPart(parts[part].File, parts[part].Part, stop.Token).ConfigureAwait(false);
                    await turns[part].Task.WaitAsync(stop.Token).ConfigureAwait(false);
                    Add(total, parts[part].File, counts, damage);
                    turns[part + 1].SetResult();
                }
            }
            catch
            {
                // The others must not wait for a turn that never comes.
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    private PartCounts NewCounts() => new(layout, options.Limits, _dateColumn);

    private void Add(PartCounts total, LogFile file, PartCounts? counts, LogDamage? damage)
    {
        if (damage is not null)
        {
            _damaged.Add(damage);
        }

        if (counts is not null)
        {
            total.Add(counts);
            _rowsOf.AddOrUpdate(file.Name, counts.Rows, (_, rows) => rows + counts.Rows);
        }
    }

    private async Task<(PartCounts? Counts, LogDamage? Damage)> ReadPart(LogFile file, LogPart part, CancellationToken cancellationToken)
    {
        var counts = NewCounts();
        var left = options.Rows - Interlocked.Read(ref _rows);
        if (left <= 0)
        {
            IsBeginning = true;
            return (null, null);
        }

        try
        {
            await using var reader = await LogReader.Open(file, log, cancellationToken).ConfigureAwait(false);
            await foreach (var rows in reader.Read(part, layout, cancellationToken).ConfigureAwait(false))
            {
                var table = rows.Table;
                if (table.Count > left)
                {
                    table = new EpisodeTable(layout);
                    table.Append(rows.Table, 0, (int)left);
                    IsBeginning = true;
                }

                counts.Add(rows, table);
                left -= table.Count;
                Report(table.Count, 0);
                if (left <= 0)
                {
                    break;
                }
            }
        }
        catch (DamagedLogException exception)
        {
            return (null, exception.Damage);
        }

        Report(0, part.Bytes);
        return (counts, null);
    }

    private void Report(int rows, long bytes)
    {
        var total = Interlocked.Add(ref _rows, rows);
        lock (_damaged)
        {
            _bytesRead += bytes;
        }

        progress?.Report(new InspectionProgress(total, _bytes == 0 ? 1 : Math.Min(1, _bytesRead / _bytes)));
    }
}
