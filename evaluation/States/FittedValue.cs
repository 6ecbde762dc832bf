using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.States;

/// <summary>The mean value of first steps under a Q of states and actions that is fitted to the episodes, as often as each occurs.</summary>
internal sealed class FittedValue : EpisodeStatistic
{
    private readonly EvaluationPage _page;
    private readonly int[] _states;
    private readonly double _gamma;
    private readonly int _cells;
    private readonly int _horizon;

    public FittedValue(EvaluationPage page, int[] states, double gamma)
    {
        (_page, _states, _gamma) = (page, states, gamma);
        _cells = (states.Max() + 1) * page.ActionCount;
        _horizon = Enumerable.Range(0, page.Episodes).Max(page.LengthOf);
        var once = new double[page.Episodes];
        Array.Fill(once, 1);
        UnseenShare = UnseenShareOf(Visits(once));
    }

    /// <summary>Mean over logged steps of the policy's probability of actions that were never logged in the step's state.</summary>
    public double UnseenShare { get; }

    public override int Episodes => _page.Episodes;

    public override bool IsCostly => true;

    public override double Evaluate(ReadOnlySpan<double> counts)
    {
        var visits = Visits(counts);
        double[] values = new double[_cells], fitted = new double[_cells];
        for (var iteration = 0; iteration < _horizon; iteration++)
        {
            Array.Clear(fitted);
            for (var episode = 0; episode < counts.Length; episode++)
            {
                if (counts[episode] != 0)
                {
                    AddTargets(fitted, values, visits, episode, counts[episode]);
                }
            }

            for (var cell = 0; cell < _cells; cell++)
            {
                fitted[cell] = visits[cell] == 0 ? 0 : fitted[cell] / visits[cell];
            }

            var isFixed = fitted.AsSpan().SequenceEqual(values);
            (values, fitted) = (fitted, values);
            if (isFixed)
            {
                break;
            }
        }

        double sum = 0, occurrences = 0;
        for (var episode = 0; episode < counts.Length; episode++)
        {
            if (counts[episode] != 0)
            {
                sum += counts[episode] * ValueOf(_page.EpisodeOffsets[episode], values, visits);
                occurrences += counts[episode];
            }
        }

        return sum / occurrences;
    }

    private void AddTargets(double[] fitted, double[] values, double[] visits, int episode, double count)
    {
        var last = _page.EpisodeOffsets[episode + 1] - 1;
        for (var row = _page.EpisodeOffsets[episode]; row <= last; row++)
        {
            if (_page.LoggedActions[row] != LoggedActions.NotAmongThem)
            {
                var rest = row == last ? 0 : _gamma * ValueOf(row + 1, values, visits);
                fitted[LoggedCell(row)] += count * (_page.Reward.Logged[row] + rest);
            }
        }
    }

    // Σ_a π(a | s) Q(s, a) over actions seen in the state, their probabilities made to sum to 1.
    private double ValueOf(int row, double[] values, double[] visits)
    {
        double value = 0, probability = 0, logged = 0, visited = 0;
        for (var action = 0; action < _page.ActionCount; action++)
        {
            var cell = (_states[row] * _page.ActionCount) + action;
            if (visits[cell] != 0)
            {
                var target = _page.TargetPropensities[(row * _page.ActionCount) + action];
                value += target * values[cell];
                probability += target;
                logged += visits[cell] * values[cell];
                visited += visits[cell];
            }
        }

        return probability > 0 ? value / probability : visited > 0 ? logged / visited : 0;
    }

    private double[] Visits(ReadOnlySpan<double> counts)
    {
        var visits = new double[_cells];
        for (var episode = 0; episode < counts.Length; episode++)
        {
            for (var row = _page.EpisodeOffsets[episode]; row < _page.EpisodeOffsets[episode + 1]; row++)
            {
                if (_page.LoggedActions[row] != LoggedActions.NotAmongThem)
                {
                    visits[LoggedCell(row)] += counts[episode];
                }
            }
        }

        return visits;
    }

    private double UnseenShareOf(double[] visits)
    {
        var unseen = 0.0;
        for (var cell = 0; cell < _page.TargetPropensities.Length; cell++)
        {
            var (row, action) = (cell / _page.ActionCount, cell % _page.ActionCount);
            unseen += visits[(_states[row] * _page.ActionCount) + action] == 0 ? _page.TargetPropensities[cell] : 0;
        }

        return unseen / _page.Steps;
    }

    private int LoggedCell(int row) => (_states[row] * _page.ActionCount) + _page.LoggedActions[row];
}
