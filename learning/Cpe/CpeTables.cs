using ReAgent.Data.Batches;

namespace ReAgent.Learning.Cpe;

/// <summary>Gathers the networks' outputs, chunk by chunk, into one table per metric.</summary>
internal sealed class CpeTables(int count, int actions, IReadOnlyList<string> metrics)
{
    private readonly float[] _scores = new float[count * actions];
    private readonly float[] _propensities = new float[count * actions];
    private readonly int[] _best = new int[count];
    private readonly float[][] _rewards = [.. metrics.Select(_ => new float[count * actions])];
    private readonly float[][] _values = [.. metrics.Select(_ => new float[count * actions])];

    /// <summary>Puts a chunk of rows at a position. Rewards and values come as [rows, metrics, actions].</summary>
    public void Put(int position, float[] scores, float[] propensities, long[] best, float[] rewards, float[] values)
    {
        scores.CopyTo(_scores, position * actions);
        propensities.CopyTo(_propensities, position * actions);
        for (var row = 0; row < best.Length; row++)
        {
            _best[position + row] = (int)best[row];
            for (var metric = 0; metric < metrics.Count; metric++)
            {
                var from = ((row * metrics.Count) + metric) * actions;
                var to = (position + row) * actions;
                Array.Copy(rewards, from, _rewards[metric], to, actions);
                Array.Copy(values, from, _values[metric], to, actions);
            }
        }
    }

    /// <summary>The whole, with what was logged in the rows from <paramref name="start"/>.</summary>
    public CpeOutputs ToOutputs(TransitionRows rows, int start)
    {
        var logged = rows.Action.AsSpan(start, count).ToArray();
        return new(
            count,
            actions,
            _scores,
            _propensities,
            Pick(_propensities, logged),
            _best,
            [.. metrics.Select((name, metric) => new CpeMetricOutputs(
                name,
                Logged(rows, start, metric - 1),
                _rewards[metric],
                Pick(_rewards[metric], logged),
                _values[metric],
                Pick(_values[metric], logged)))]);
    }

    private float[] Logged(TransitionRows rows, int start, int metric) => metric < 0
        ? rows.Reward.AsSpan(start, count).ToArray()
        : [.. Enumerable.Range(start, count).Select(row => rows.Metrics[(row * rows.MetricNames.Count) + metric])];

    private float[] Pick(float[] table, int[] columns)
    {
        var picked = new float[columns.Length];
        for (var row = 0; row < columns.Length; row++)
        {
            picked[row] = table[(row * actions) + columns[row]];
        }

        return picked;
    }
}
