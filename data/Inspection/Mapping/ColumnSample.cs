using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs;

namespace ReAgent.Data.Inspection.Mapping;

/// <summary>The first rows of a log as they stand there, column by column, before it is known what the columns are.</summary>
internal static class ColumnSample
{
    private const int MostRows = 20_000;

    /// <summary>Reads the sample of the first file that has rows; empty when none can be read.</summary>
    public static async Task<IReadOnlyDictionary<string, Column>> Read(
        IReadOnlyList<LogSummary> files, LogOptions options, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            if (file.Parts.Length > 0 && await Read(file, options, cancellationToken).ConfigureAwait(false) is { Count: > 0 } sample)
            {
                return sample;
            }
        }

        return new Dictionary<string, Column>();
    }

    private static async Task<IReadOnlyDictionary<string, Column>> Read(LogSummary file, LogOptions options, CancellationToken cancellationToken)
    {
        LogColumn[] columns = [.. Leaves(file.Columns)];
        // A reader wants the columns of an episode: any number will do in their place, since the columns themselves go along as further ones.
        if (columns.FirstOrDefault(column => column.Shape is ColumnShape.Scalar { Kind: ScalarKind.Integer or ScalarKind.Number or ScalarKind.Text }) is not { } any)
        {
            return new Dictionary<string, Column>();
        }

        var placeholders = new[] { EpisodeSchema.MdpId, EpisodeSchema.SequenceNumber }.Where(name => columns.All(column => column.Name != name));
        var probe = new LogOptions
        {
            Columns = placeholders.ToDictionary(name => name, _ => any.Name),
            StateColumns = [any.Name],
            ActionColumns = [any.Name],
            RewardColumns = [],
            ExtraFeatureColumns = [.. columns.Select(column => column.Name)],
            IncludePossibleActions = false,
            CsvDelimiter = options.CsvDelimiter,
        };
        var layout = new EpisodeLayout(ActionKind.Parametric, [], [.. columns.Select(column => new CarriedColumn(column.Name, column.Shape!))]);
        try
        {
            await using var reader = await LogReader.Open(file.File, probe, cancellationToken).ConfigureAwait(false);
            await foreach (var rows in reader.Read(file.Parts[0], layout, cancellationToken).ConfigureAwait(false))
            {
                var extras = rows.Table.Extras;
                return columns.Index().ToDictionary(column => column.Item.Name, column => First(extras[column.Index]));
            }
        }
        catch (Exception exception) when (exception is DamagedLogException or LogLayoutException)
        {
            // Without a sample, columns are told by name and type; the damage is found again and reported when the log is read.
            return new Dictionary<string, Column>();
        }

        return new Dictionary<string, Column>();
    }

    /// <summary>The columns that can be read, with the members of structures.</summary>
    public static IEnumerable<LogColumn> Leaves(IEnumerable<LogColumn> columns) => columns.SelectMany(column =>
        column.Shape is not null ? [column, .. Leaves(column.Members)] : Leaves(column.Members));

    private static Column First(Column column)
    {
        var first = column.NewEmpty();
        first.Append(column, 0, Math.Min(MostRows, column.Count));
        return first;
    }
}
