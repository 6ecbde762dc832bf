using Parquet;
using Parquet.Schema;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>Reads and writes <c>timeline/*.parquet</c>.</summary>
public static class TimelineFiles
{
    private const int RowGroupRows = 100_000;

    /// <summary>Writes a timeline as one Parquet file (Snappy, dictionary-encoded texts).</summary>
    public static async Task Write(string path, Timeline timeline, CancellationToken cancellationToken = default)
    {
        var schema = TimelineSchema.For(timeline.Rows.ActionKind);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        await using var writer = await ParquetWriter.CreateAsync(schema, file, ParquetFormat.Options(schema), cancellationToken: cancellationToken).ConfigureAwait(false);
        foreach (var pairs in timeline.Pairs.Chunk(RowGroupRows))
        {
            using var group = writer.CreateRowGroup();
            await new GroupWriter(group, schema, timeline.Rows, pairs).Write(cancellationToken).ConfigureAwait(false);
            group.CompleteValidate();
        }
    }

    /// <summary>Reads a whole file, row group after row group.</summary>
    /// <exception cref="InvalidDataException">A column is missing or has another type than <see cref="TimelineSchema"/> says.</exception>
    public static async IAsyncEnumerable<TimelineTable> Read(
        string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var reader = await ParquetReader.CreateAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false);
        var fields = reader.Schema.Fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
        for (var index = 0; index < reader.RowGroupCount; index++)
        {
            using var group = reader.OpenRowGroupReader(index);
            yield return await ReadGroup(group, fields, path, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<TimelineTable> ReadGroup(
        ParquetRowGroupReader group, Dictionary<string, Field> fields, string path, CancellationToken cancellationToken)
    {
        var discrete = Field<Field>(EpisodeSchema.Action) is not MapField;
        return new TimelineTable(discrete ? ActionKind.Discrete : ActionKind.Parametric)
        {
            MdpId = await Texts(EpisodeSchema.MdpId).ConfigureAwait(false),
            State = await Map(EpisodeSchema.StateFeatures).ConfigureAwait(false),
            NextState = await Map(TimelineSchema.NextStateFeatures).ConfigureAwait(false),
            Action = discrete ? await Texts(EpisodeSchema.Action).ConfigureAwait(false) : [],
            NextAction = discrete ? await Texts(TimelineSchema.NextAction).ConfigureAwait(false) : [],
            ActionFeatures = discrete ? new() : await Map(EpisodeSchema.Action).ConfigureAwait(false),
            NextActionFeatures = discrete ? new() : await Map(TimelineSchema.NextAction).ConfigureAwait(false),
            ActionProbability = await ParquetColumns.ReadDoubles(group, Field<DataField>(EpisodeSchema.ActionProbability), double.NaN, cancellationToken).ConfigureAwait(false),
            Reward = await ParquetColumns.ReadDoubles(group, Field<DataField>(EpisodeSchema.Reward), double.NaN, cancellationToken).ConfigureAwait(false),
            Metrics = await ParquetColumns.ReadNamedMap(group, Field<MapField>(EpisodeSchema.Metrics), cancellationToken).ConfigureAwait(false),
            SequenceNumber = await ParquetColumns.ReadLongs(group, Field<DataField>(EpisodeSchema.SequenceNumber), 0, cancellationToken).ConfigureAwait(false),
            TimeDiff = await ParquetColumns.ReadLongs(group, Field<DataField>(TimelineSchema.TimeDiff), 0, cancellationToken).ConfigureAwait(false),
            PossibleActions = discrete ? await Lists(EpisodeSchema.PossibleActions).ConfigureAwait(false) : new(),
            PossibleNextActions = discrete ? await Lists(TimelineSchema.PossibleNextActions).ConfigureAwait(false) : new(),
            NotTerminal = await ParquetColumns.ReadBooleans(group, Field<DataField>(TimelineSchema.NotTerminal), cancellationToken).ConfigureAwait(false),
        };

        async Task<string[]> Texts(string name) =>
            [.. (await ParquetColumns.ReadStrings(group, Field<DataField>(name), cancellationToken).ConfigureAwait(false)).Select(text => text ?? "")];

        Task<MapColumn<long>> Map(string name) => ParquetColumns.ReadMap(group, Field<MapField>(name), cancellationToken);

        Task<ListColumn<string>> Lists(string name) => ParquetColumns.ReadList(group, Field<ListField>(name), cancellationToken);

        T Field<T>(string name)
            where T : Field =>
            fields.GetValueOrDefault(name) as T ?? throw new InvalidDataException(
                $"{path}: the timeline has no column '{name}' of the right type. It has: {string.Join(", ", fields.Keys)}. Make it with 'reagent timeline'.");
    }

    /// <summary>Writes the columns of one row group in the order of the schema.</summary>
    private sealed class GroupWriter(ParquetRowGroupWriter group, ParquetSchema schema, EpisodeTable rows, TimelinePair[] pairs)
    {
        private readonly int[] _current = [.. pairs.Select(pair => pair.Row)];
        private readonly int[] _next = [.. pairs.Select(pair => pair.Next)];
        private int _field;

        public async Task Write(CancellationToken cancellationToken)
        {
            var discrete = rows.ActionKind == ActionKind.Discrete;
            await Texts(row => rows.MdpId[row]!, _current, cancellationToken).ConfigureAwait(false);
            await ParquetColumns.WriteMap(group, Next<MapField>(), rows.State, _current, cancellationToken).ConfigureAwait(false);
            foreach (var which in (int[][])[_current, _next])
            {
                if (discrete)
                {
                    await Texts(row => row < 0 ? "" : rows.Action[row], which, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await ParquetColumns.WriteMap(group, Next<MapField>(), rows.ActionFeatures, which, cancellationToken).ConfigureAwait(false);
                }
            }

            var probabilities = Array.ConvertAll(_current, row => double.IsNaN(rows.ActionProbability[row]) ? (double?)null : rows.ActionProbability[row]);
            await group.WriteAsync<double>(Next<DataField>(), probabilities, cancellationToken: cancellationToken).ConfigureAwait(false);
            await group.WriteAsync<double>(Next<DataField>(), Array.ConvertAll(_current, row => rows.Reward[row]), cancellationToken: cancellationToken).ConfigureAwait(false);
            await ParquetColumns.WriteNamedMap(group, Next<MapField>(), rows.Metrics, _current, cancellationToken).ConfigureAwait(false);
            await ParquetColumns.WriteMap(group, Next<MapField>(), rows.State, _next, cancellationToken).ConfigureAwait(false);
            await Longs(pair => rows.SequenceNumber[pair.Row], cancellationToken).ConfigureAwait(false);
            await Longs(pair => pair.Ordinal, cancellationToken).ConfigureAwait(false);
            await Longs(pair => pair.TimeDiff, cancellationToken).ConfigureAwait(false);
            await Longs(pair => pair.TimeSinceFirst, cancellationToken).ConfigureAwait(false);
            if (discrete)
            {
                await ParquetColumns.WriteList(group, Next<ListField>(), rows.PossibleActions, _current, cancellationToken).ConfigureAwait(false);
                await ParquetColumns.WriteList(group, Next<ListField>(), rows.PossibleActions, _next, cancellationToken).ConfigureAwait(false);
            }

            await group.WriteAsync<bool>(Next<DataField>(), Array.ConvertAll(pairs, pair => pair.NotTerminal), cancellationToken: cancellationToken).ConfigureAwait(false);
            await Texts(_ => EpisodeSchema.NoDate, _current, cancellationToken).ConfigureAwait(false);
        }

        private Task Texts(Converter<int, string> text, int[] which, CancellationToken cancellationToken) =>
            ParquetColumns.WriteStrings(group, Next<DataField>(), Array.ConvertAll(which, text), cancellationToken);

        private Task Longs(Converter<TimelinePair, long> number, CancellationToken cancellationToken) =>
            group.WriteAsync<long>(Next<DataField>(), Array.ConvertAll(pairs, number), cancellationToken: cancellationToken);

        private T Next<T>()
            where T : Field => (T)schema.Fields[_field++];
    }
}
