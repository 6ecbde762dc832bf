using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Schema;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>Reads <c>timeline/*.parquet</c>.</summary>
public static class TimelineFiles
{
    /// <summary>Reads a whole file, row group after row group, each into a table of its own.</summary>
    /// <param name="path">The file.</param>
    /// <param name="idColumns">Which columns of id lists to read besides: <see cref="EpisodeSchema.StateIdLists"/>, <see cref="EpisodeSchema.StateIdScoreLists"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">A column is missing or has another type than <see cref="TimelineSchema"/> says.</exception>
    public static async IAsyncEnumerable<TimelineTable> Read(
        string path, IReadOnlyCollection<string>? idColumns = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var reader = await ParquetReader.CreateAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false);
        var fields = reader.Schema.Fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
        for (var index = 0; index < reader.RowGroupCount; index++)
        {
            using var group = reader.OpenRowGroupReader(index);
            yield return await ReadGroup(group, fields, path, idColumns ?? [], cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<TimelineTable> ReadGroup(
        ParquetRowGroupReader group, Dictionary<string, Field> fields, string path, IReadOnlyCollection<string> idColumns, CancellationToken cancellationToken)
    {
        var table = new TimelineTable(Required(EpisodeSchema.Action) switch
        {
            MapField => ActionKind.Parametric,
            ListField => ActionKind.Ranking,
            _ => ActionKind.Discrete,
        });
        await Fill(EpisodeSchema.MdpId, ColumnShape.Text, table.MdpId).ConfigureAwait(false);
        await Fill(EpisodeSchema.StateFeatures, ColumnShape.Features, table.State).ConfigureAwait(false);
        await Fill(TimelineSchema.NextStateFeatures, ColumnShape.Features, table.NextState).ConfigureAwait(false);
        await Fill(EpisodeSchema.ActionProbability, ColumnShape.Number, table.ActionProbability).ConfigureAwait(false);
        await Fill(EpisodeSchema.SequenceNumber, ColumnShape.Integer, table.SequenceNumber).ConfigureAwait(false);
        await Fill(TimelineSchema.TimeDiff, ColumnShape.Integer, table.TimeDiff).ConfigureAwait(false);
        await Fill(TimelineSchema.NotTerminal, ColumnShape.Flag, table.NotTerminal).ConfigureAwait(false);
        await FillIfThere(EpisodeSchema.Reward, ColumnShape.Number, table.Reward).ConfigureAwait(false);
        await FillIfThere(EpisodeSchema.Metrics, ColumnShape.NamedNumbers, table.Metrics).ConfigureAwait(false);
        switch (table.ActionKind)
        {
            case ActionKind.Discrete:
                var names = new ColumnShape.ListOf(ColumnShape.Text);
                await Fill(EpisodeSchema.Action, ColumnShape.Text, table.Action).ConfigureAwait(false);
                await Fill(TimelineSchema.NextAction, ColumnShape.Text, table.NextAction).ConfigureAwait(false);
                await Fill(EpisodeSchema.PossibleActions, names, table.PossibleActions).ConfigureAwait(false);
                await Fill(TimelineSchema.PossibleNextActions, names, table.PossibleNextActions).ConfigureAwait(false);
                break;
            case ActionKind.Parametric:
                await Fill(EpisodeSchema.Action, ColumnShape.Features, table.ActionFeatures).ConfigureAwait(false);
                await Fill(TimelineSchema.NextAction, ColumnShape.Features, table.NextActionFeatures).ConfigureAwait(false);
                break;
        }

        if (idColumns.Contains(EpisodeSchema.StateIdLists))
        {
            table.IdLists = await Ids(EpisodeSchema.StateIdLists, ColumnShape.IdLists).ConfigureAwait(false);
            table.NextIdLists = await Ids(TimelineSchema.NextOf(EpisodeSchema.StateIdLists), ColumnShape.IdLists).ConfigureAwait(false);
        }

        if (idColumns.Contains(EpisodeSchema.StateIdScoreLists))
        {
            table.IdScoreLists = await Ids(EpisodeSchema.StateIdScoreLists, ColumnShape.IdScoreLists).ConfigureAwait(false);
            table.NextIdScoreLists = await Ids(TimelineSchema.NextOf(EpisodeSchema.StateIdScoreLists), ColumnShape.IdScoreLists).ConfigureAwait(false);
        }

        return table;

        async Task<NestedMapColumn<long>> Ids(string name, ColumnShape shape)
        {
            var column = (NestedMapColumn<long>)shape.Create();
            await Fill(name, shape, column).ConfigureAwait(false);
            return column;
        }

        Task Fill(string name, ColumnShape shape, Column column) => ColumnReader.Read(group, Required(name), shape, column, cancellationToken);

        async Task FillIfThere(string name, ColumnShape shape, Column column)
        {
            if (fields.TryGetValue(name, out var field))
            {
                await ColumnReader.Read(group, field, shape, column, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                column.AppendAbsent(checked((int)group.RowCount));
            }
        }

        Field Required(string name) => fields.GetValueOrDefault(name) ?? throw new InvalidDataException(
            $"{path}: the timeline has no column '{name}'. It has: {string.Join(", ", fields.Keys)}. Make it with 'reagent timeline'.");
    }
}
