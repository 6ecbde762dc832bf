using Parquet;
using Parquet.Schema;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Episodes;

/// <summary>Reads and writes <c>episodes/*.parquet</c>.</summary>
public static class EpisodeFiles
{
    private const int RowGroupRows = 100_000;

    /// <summary>Writes a table as one Parquet file (Snappy, dictionary-encoded texts).</summary>
    /// <param name="path">File to create.</param>
    /// <param name="table">Rows.</param>
    /// <param name="reasons">For quarantined rows: why each was set aside, written as a last column.</param>
    /// <param name="cancellationToken">Stops the writing; the file is then of no use.</param>
    public static async Task Write(string path, EpisodeTable table, IReadOnlyList<string>? reasons = null, CancellationToken cancellationToken = default)
    {
        var schema = EpisodeSchema.For(table.ActionKind, reasons is not null);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        await using var writer = await ParquetWriter.CreateAsync(schema, file, ParquetFormat.Options(schema), cancellationToken: cancellationToken).ConfigureAwait(false);
        for (var start = 0; start < table.Count; start += RowGroupRows)
        {
            var rows = Enumerable.Range(start, Math.Min(RowGroupRows, table.Count - start)).ToArray();
            using var group = writer.CreateRowGroup();
            await WriteGroup(group, schema, table, rows, reasons, cancellationToken).ConfigureAwait(false);
            group.CompleteValidate();
        }
    }

    /// <summary>Reads the rows of a file that belong to a hash range of <c>mdp_id</c>.</summary>
    /// <param name="path">Parquet file in the schema of <see cref="EpisodeSchema"/>; number widths may differ, and
    /// <c>action_probability</c>, <c>metrics</c>, <c>possible_actions</c> and <c>truncated</c> may be missing.</param>
    /// <param name="range">Which episodes to read. Rows without an <c>mdp_id</c> belong to the first range.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">A column is missing or has a type that cannot be read as what it should be.</exception>
    public static async Task<EpisodeTable> Read(string path, MdpRange range, CancellationToken cancellationToken = default)
    {
        await using var reader = await ParquetReader.CreateAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false);
        var fields = reader.Schema.Fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
        var kind = Required(fields, EpisodeSchema.Action, path) is MapField ? ActionKind.Parametric : ActionKind.Discrete;
        var selected = new EpisodeTable(kind);
        for (var index = 0; index < reader.RowGroupCount; index++)
        {
            using var group = reader.OpenRowGroupReader(index);
            var table = await ReadGroup(group, fields, kind, path, cancellationToken).ConfigureAwait(false);
            for (var row = 0; row < table.Count; row++)
            {
                if (range.Contains(table.MdpId[row]))
                {
                    selected.Append(table, row);
                }
            }
        }

        return selected;
    }

    /// <summary>What an action is in a file, told from its schema.</summary>
    public static async Task<ActionKind> ReadActionKind(string path, CancellationToken cancellationToken = default)
    {
        await using var reader = await ParquetReader.CreateAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false);
        return Required(reader.Schema.Fields.ToDictionary(field => field.Name, StringComparer.Ordinal), EpisodeSchema.Action, path) is MapField
            ? ActionKind.Parametric
            : ActionKind.Discrete;
    }

    private static async Task WriteGroup(
        ParquetRowGroupWriter group, ParquetSchema schema, EpisodeTable table, int[] rows, IReadOnlyList<string>? reasons, CancellationToken cancellationToken)
    {
        DataField Flat(string name) => (DataField)schema[Index(schema, name)];

        await ParquetColumns.WriteStrings(group, Flat(EpisodeSchema.Ds), [.. rows.Select(_ => EpisodeSchema.NoDate)], cancellationToken).ConfigureAwait(false);
        await ParquetColumns.WriteStrings(group, Flat(EpisodeSchema.MdpId), [.. rows.Select(row => table.MdpId[row] ?? "")], cancellationToken).ConfigureAwait(false);
        await group.WriteAsync<long>(Flat(EpisodeSchema.SequenceNumber), rows.Select(row => table.SequenceNumber[row]).ToArray(), cancellationToken: cancellationToken).ConfigureAwait(false);
        await ParquetColumns.WriteMap(group, (MapField)schema[Index(schema, EpisodeSchema.StateFeatures)], table.State, rows, cancellationToken).ConfigureAwait(false);
        if (table.ActionKind == ActionKind.Discrete)
        {
            await ParquetColumns.WriteStrings(group, Flat(EpisodeSchema.Action), [.. rows.Select(row => table.Action[row])], cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ParquetColumns.WriteMap(group, (MapField)schema[Index(schema, EpisodeSchema.Action)], table.ActionFeatures, rows, cancellationToken).ConfigureAwait(false);
        }

        var probabilities = rows.Select(row => double.IsNaN(table.ActionProbability[row]) ? (double?)null : table.ActionProbability[row]).ToArray();
        await group.WriteAsync<double>(Flat(EpisodeSchema.ActionProbability), probabilities, cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync<double>(Flat(EpisodeSchema.Reward), rows.Select(row => table.Reward[row]).ToArray(), cancellationToken: cancellationToken).ConfigureAwait(false);
        await ParquetColumns.WriteNamedMap(group, (MapField)schema[Index(schema, EpisodeSchema.Metrics)], table.Metrics, rows, cancellationToken).ConfigureAwait(false);
        if (table.ActionKind == ActionKind.Discrete)
        {
            await ParquetColumns.WriteList(group, (ListField)schema[Index(schema, EpisodeSchema.PossibleActions)], table.PossibleActions, rows, cancellationToken).ConfigureAwait(false);
        }

        await group.WriteAsync<bool>(Flat(EpisodeSchema.Truncated), rows.Select(row => table.Truncated[row]).ToArray(), cancellationToken: cancellationToken).ConfigureAwait(false);
        if (reasons is not null)
        {
            await ParquetColumns.WriteStrings(group, Flat("reason"), [.. rows.Select(row => reasons[row])], cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<EpisodeTable> ReadGroup(
        ParquetRowGroupReader group, Dictionary<string, Field> fields, ActionKind kind, string path, CancellationToken cancellationToken)
    {
        var mdpId = await ParquetColumns.ReadStrings(group, Flat(EpisodeSchema.MdpId), cancellationToken).ConfigureAwait(false);
        var sequence = await ParquetColumns.ReadLongs(group, Flat(EpisodeSchema.SequenceNumber), long.MinValue, cancellationToken).ConfigureAwait(false);
        var state = await ParquetColumns.ReadMap(group, Typed<MapField>(EpisodeSchema.StateFeatures), cancellationToken).ConfigureAwait(false);
        var reward = await ParquetColumns.ReadDoubles(group, Flat(EpisodeSchema.Reward), double.NaN, cancellationToken).ConfigureAwait(false);
        var probability = fields.ContainsKey(EpisodeSchema.ActionProbability)
            ? await ParquetColumns.ReadDoubles(group, Flat(EpisodeSchema.ActionProbability), double.NaN, cancellationToken).ConfigureAwait(false)
            : null;
        var metrics = fields.ContainsKey(EpisodeSchema.Metrics)
            ? await ParquetColumns.ReadNamedMap(group, Typed<MapField>(EpisodeSchema.Metrics), cancellationToken).ConfigureAwait(false)
            : null;
        var truncated = fields.ContainsKey(EpisodeSchema.Truncated)
            ? await ParquetColumns.ReadBooleans(group, Flat(EpisodeSchema.Truncated), cancellationToken).ConfigureAwait(false)
            : null;
        var possible = kind == ActionKind.Discrete && fields.ContainsKey(EpisodeSchema.PossibleActions)
            ? await ParquetColumns.ReadList(group, Typed<ListField>(EpisodeSchema.PossibleActions), cancellationToken).ConfigureAwait(false)
            : null;
        var actionName = kind == ActionKind.Discrete
            ? await ParquetColumns.ReadStrings(group, Flat(EpisodeSchema.Action), cancellationToken).ConfigureAwait(false)
            : null;
        var actionFeatures = kind == ActionKind.Parametric
            ? await ParquetColumns.ReadMap(group, Typed<MapField>(EpisodeSchema.Action), cancellationToken).ConfigureAwait(false)
            : null;

        var table = new EpisodeTable(kind);
        for (var row = 0; row < mdpId.Length; row++)
        {
            table.MdpId.Add(string.IsNullOrEmpty(mdpId[row]) ? null : mdpId[row]);
            table.SequenceNumber.Add(sequence[row]);
            table.State.Append(state, row);
            if (actionName is not null)
            {
                table.Action.Add(actionName[row] ?? "");
            }
            else
            {
                table.ActionFeatures.Append(actionFeatures!, row);
            }

            table.ActionProbability.Add(probability?[row] ?? double.NaN);
            table.Reward.Add(reward[row]);
            if (metrics is null)
            {
                table.Metrics.EndRow();
            }
            else
            {
                table.Metrics.Append(metrics, row);
            }

            if (possible is null)
            {
                table.PossibleActions.EndRow();
            }
            else
            {
                table.PossibleActions.Append(possible, row);
            }

            table.Truncated.Add(truncated?[row] ?? false);
        }

        return table;

        DataField Flat(string name) => Typed<DataField>(name);

        T Typed<T>(string name)
            where T : Field =>
            Required(fields, name, path) as T ?? throw new InvalidDataException(
                $"{path}: column '{name}' is a {fields[name].SchemaType}, but it should be {(typeof(T) == typeof(DataField) ? "a plain value" : typeof(T) == typeof(MapField) ? "a map from feature id to number" : "a list of texts")}.");
    }

    private static Field Required(Dictionary<string, Field> fields, string name, string path) =>
        fields.TryGetValue(name, out var field)
            ? field
            : throw new InvalidDataException($"{path}: there is no column '{name}'. The file has: {string.Join(", ", fields.Keys)}.");

    private static int Index(ParquetSchema schema, string name)
    {
        for (var index = 0; index < schema.Fields.Count; index++)
        {
            if (schema.Fields[index].Name == name)
            {
                return index;
            }
        }

        throw new InvalidOperationException($"The schema has no column '{name}'.");
    }
}
