using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.States;

/// <summary>The return Σ_t γ^t Σ_s d_t(s) r_t(s) of marginalized importance sampling, as a function of how often each episode occurs.</summary>
/// <remarks>
/// A cell is a step and a state. Visits are in order of their steps, so that a cell has all its mass before it is handed on.
/// </remarks>
internal sealed class MarginalizedReturn : EpisodeStatistic
{
    private const int End = -1;
    private readonly int _cells;
    private readonly List<Visit> _visits = [];

    public MarginalizedReturn(EvaluationSample sample, int[] episodes, int[] states, double gamma)
    {
        Episodes = episodes.Length;
        Dictionary<(int Step, int State), int> cells = [];
        var horizon = episodes.Max(sample.Page.LengthOf);
        var discount = 1.0;
        for (var step = 0; step < horizon; step++, discount *= gamma)
        {
            for (var index = 0; index < episodes.Length; index++)
            {
                var length = sample.Page.LengthOf(episodes[index]);
                if (step < length)
                {
                    var row = sample.Page.EpisodeOffsets[episodes[index]] + step;
                    var next = step + 1 < length ? Cell(step + 1, states[row + 1]) : End;
                    _visits.Add(new(
                        index, step, Cell(step, states[row]), next, sample.StepWeights[row], discount * sample.Page.Reward.Logged[row]));
                }
            }
        }

        _cells = cells.Count;

        int Cell(int step, int state)
        {
            cells.TryAdd((step, state), cells.Count);
            return cells[(step, state)];
        }
    }

    public override int Episodes { get; }

    public override bool IsCostly => true;

    public override double Evaluate(ReadOnlySpan<double> counts)
    {
        double[] visits = new double[_cells], mass = new double[_cells];
        var occurrences = 0.0;
        foreach (var count in counts)
        {
            occurrences += count;
        }

        foreach (var visit in _visits)
        {
            visits[visit.Cell] += counts[visit.Episode];
            mass[visit.Cell] += visit.Step == 0 ? counts[visit.Episode] / occurrences : 0;
        }

        var value = 0.0;
        foreach (var visit in _visits)
        {
            var count = counts[visit.Episode];
            if (count != 0)
            {
                var handedOn = count * visit.Weight * (mass[visit.Cell] / visits[visit.Cell]);
                value += handedOn * visit.DiscountedReward;
                if (visit.Next != End)
                {
                    mass[visit.Next] += handedOn;
                }
            }
        }

        return value;
    }

    private readonly record struct Visit(int Episode, int Step, int Cell, int Next, double Weight, double DiscountedReward);
}
