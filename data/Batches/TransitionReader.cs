using System.Runtime.CompilerServices;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Timelines;

namespace ReAgent.Data.Batches;

/// <summary>Reads timeline files into normalized training rows.</summary>
public sealed class TransitionReader(TransitionEncoding encoding)
{
    private const int ChunkRows = 8192;

    private readonly Dictionary<string, int> _actions = encoding.ActionNames.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);

    private readonly IdEncoder? _ids = encoding.Ids is { } ids ? new IdEncoder(ids) : null;
    private readonly string[] _idColumns = [.. encoding.Ids?.Columns ?? []];

    /// <summary>Ids seen so far that have no row in their table.</summary>
    public long UnknownIds { get; private set; }

    /// <summary>Reads the rows of several shares of the episodes in one pass, file after file, some thousands at a time.</summary>
    /// <param name="paths">Timeline files in the order of their shards, so that the rows come in one order whatever the number of shards.</param>
    /// <param name="splits">The shares; no episode may be in two of them.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Chunks of rows, with the index of their share; an episode may go on from one chunk of its share to the next.</returns>
    /// <exception cref="InvalidDataException">The timeline does not fit the encoding: other kind of action, or an action that has no name in it.</exception>
    public async IAsyncEnumerable<(int Split, LoadedTransitions Rows)> Read(
        IEnumerable<string> paths, IReadOnlyList<EpisodeSplit> splits, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var path in paths)
        {
            await foreach (var table in TimelineFiles.Read(path, _idColumns, cancellationToken).ConfigureAwait(false))
            {
                for (var split = 0; split < splits.Count; split++)
                {
                    foreach (var chunk in Encode(table, splits[split], path))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        yield return (split, chunk);
                    }
                }
            }
        }
    }

    /// <summary>Encodes the rows of a share of the episodes, some thousands at a time.</summary>
    /// <param name="table">Rows of a timeline; rows of one episode are adjacent.</param>
    /// <param name="split">Which episodes.</param>
    /// <param name="path">Where the rows come from, for messages.</param>
    /// <exception cref="InvalidDataException">The timeline does not fit the encoding: other kind of action, or an action that has no name in it.</exception>
    public IEnumerable<LoadedTransitions> Encode(TimelineTable table, EpisodeSplit split, string path) =>
        Select(table, split, path).Chunk(ChunkRows).Select(rows => Encode(table, rows, path));

    private int[] Select(TimelineTable table, EpisodeSplit split, string path)
    {
        var discrete = table.ActionKind == ActionKind.Discrete;
        if (discrete == (encoding.Actions is not null))
        {
            throw new InvalidDataException(discrete
                ? $"{path}: actions are names, but the model wants continuous actions."
                : $"{path}: actions are vectors, but the model wants one of the actions {string.Join(", ", encoding.ActionNames)}.");
        }

        var rows = new List<int>(table.Count);
        var inside = false;
        for (var row = 0; row < table.Count; row++)
        {
            // Rows of one episode are adjacent: its hash is computed once.
            inside = row > 0 && table.MdpId[row] == table.MdpId[row - 1] ? inside : split.Contains(table.MdpId[row]);
            if (inside)
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private LoadedTransitions Encode(TimelineTable table, int[] rows, string path)
    {
        var to = TransitionRows.Empty(encoding.Layout, rows.Length);
        var ids = new List<string>();
        CopyFeatures(table.State, rows, to.State, to.StateWidth);
        CopyFeatures(table.NextState, rows, to.NextState, to.StateWidth);
        UnknownIds += CopyIds(table.IdLists, table.IdScoreLists, rows, to.State, to.StateWidth);
        CopyIds(table.NextIdLists, table.NextIdScoreLists, rows, to.NextState, to.StateWidth);
        for (var target = 0; target < rows.Length; target++)
        {
            var row = rows[target];
            if (ids.Count == 0 || ids[^1] != table.MdpId[row])
            {
                ids.Add(table.MdpId[row]);
            }

            to.Episode[target] = ids.Count - 1;
            to.SequenceNumber[target] = table.SequenceNumber[row];
            to.Reward[target] = (float)table.Reward[row];
            to.ActionProbability[target] = (float)table.ActionProbability[row];
            to.NotTerminal[target] = table.NotTerminal[row] ? 1 : 0;
            to.TimeDiff[target] = table.TimeDiff[row];
            to.Step[target] = 1;
            CopyMetrics(table.Metrics, row, to.Metrics.AsSpan(target * encoding.MetricNames.Count, encoding.MetricNames.Count));
            if (!table.NotTerminal[row] && table.NextState.Length(row) == 0)
            {
                // There was no next state, not even one whose features are all missing.
                to.NextState.AsSpan(target * to.StateWidth, to.StateWidth).Clear();
            }

            if (encoding.Actions is null)
            {
                to.Action[target] = IndexOf(table.Action[row], path);
                to.NextAction[target] = table.NextAction[row].Length == 0 ? to.ActionCount : IndexOf(table.NextAction[row], path);
                CopyMask(table.PossibleActions, row, to.PossibleActions.AsSpan(target * to.ActionCount, to.ActionCount), goesOn: true, path);
                CopyMask(table.PossibleNextActions, row, to.PossibleNextActions.AsSpan(target * to.ActionCount, to.ActionCount), table.NotTerminal[row], path);
            }
            else
            {
                CopyAction(table.ActionFeatures, row, to.ActionFeatures.AsSpan(target * to.ActionWidth, to.ActionWidth));
                CopyAction(table.NextActionFeatures, row, to.NextActionFeatures.AsSpan(target * to.ActionWidth, to.ActionWidth));
            }
        }

        return new LoadedTransitions(to, ids);
    }

    private void CopyFeatures(MapColumn<long> features, int[] rows, float[] to, int width)
    {
        // Whole runs of adjacent rows go through the transform at once.
        for (var start = 0; start < rows.Length;)
        {
            var end = start + 1;
            while (end < rows.Length && rows[end] == rows[end - 1] + 1)
            {
                end++;
            }

            Transform(features, rows[start], end - start, to.AsSpan(start * width, (end - start) * width), width);
            start = end;
        }
    }

    private void Transform(MapColumn<long> features, int first, int count, Span<float> to, int width)
    {
        if (_ids is null)
        {
            encoding.State.TransformRows(features, first, count, to);
            return;
        }

        // Bags of ids stand between the features of one row and those of the next.
        var plain = encoding.State.Layout.OutputWidth;
        var transformed = new float[count * plain];
        encoding.State.TransformRows(features, first, count, transformed);
        for (var row = 0; row < count; row++)
        {
            transformed.AsSpan(row * plain, plain).CopyTo(to[(row * width)..]);
        }
    }

    private long CopyIds(NestedMapColumn<long>? lists, NestedMapColumn<long>? scoreLists, int[] rows, float[] to, int width)
    {
        if (_ids is null)
        {
            return 0;
        }

        var unknown = 0L;
        var plain = encoding.State.Layout.OutputWidth;
        for (var target = 0; target < rows.Length; target++)
        {
            unknown += _ids.Encode(lists, scoreLists, rows[target], to.AsSpan((target * width) + plain, width - plain));
        }

        return unknown;
    }

    private void CopyMetrics(MapColumn<string> metrics, int row, Span<float> to)
    {
        var keys = metrics.Keys(row);
        for (var metric = 0; metric < to.Length; metric++)
        {
            var at = keys.IndexOf(encoding.MetricNames[metric]);
            to[metric] = at < 0 ? 0 : (float)metrics.Values(row)[at];
        }
    }

    private void CopyMask(ListColumn<string> possible, int row, Span<float> to, bool goesOn, string path)
    {
        if (!goesOn)
        {
            return;
        }

        if (possible.Length(row) == 0)
        {
            to.Fill(1);
            return;
        }

        foreach (var name in possible.Items(row))
        {
            to[IndexOf(name, path)] = 1;
        }
    }

    private void CopyAction(MapColumn<long> actions, int row, Span<float> to)
    {
        if (actions.Length(row) == 0)
        {
            return;
        }

        var served = to.Length <= 256 ? stackalloc float[to.Length] : new float[to.Length];
        for (var column = 0; column < to.Length; column++)
        {
            var at = actions.Keys(row).IndexOf(encoding.Actions!.Layout.FeatureIds[column]);
            served[column] = at < 0 ? 0 : (float)actions.Values(row)[at];
        }

        encoding.Actions!.ToNetwork(served, to);
    }

    private int IndexOf(string action, string path) => _actions.TryGetValue(action, out var index)
        ? index
        : throw new InvalidDataException($"{path}: the log has the action '{action}', which the model does not: its actions are {string.Join(", ", encoding.ActionNames)}. List every logged action under trainer_param.actions.");
}

/// <summary>Training rows in memory and the ids of their episodes.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="EpisodeIds"><c>mdp_id</c> of each episode ordinal.</param>
public sealed record LoadedTransitions(TransitionRows Rows, IReadOnlyList<string> EpisodeIds);
