using ReAgent.Data.Episodes;

namespace ReAgent.Data.Inspection.Counting;

/// <summary>Counts the actions of a log, their rewards and propensities.</summary>
internal sealed class ActionCounter(ActionKind kind, int mostNames)
{
    private const double OnePercent = 0.01;

    private readonly Dictionary<string, ActionTally> _tallies = new(StringComparer.Ordinal);
    private readonly NumberCounter _propensities = new(EpisodeSchema.ActionProbability);
    private readonly NumberCounter _slates = new("slate length");
    private string[] _lastPossible = [];
    private long _lastRepeats;
    private long _decisions;
    private long _withoutAction;
    private long _withPossible;
    private long _impossible;
    private long _belowOnePercent;
    private long _exactlyOne;
    private long _outOfRange;
    private long _unlimited;
    private bool _hasMore;

    public void Add(EpisodeTable table)
    {
        var reward = table.RewardOrNull;
        for (var row = 0; row < table.Count; row++)
        {
            if (!table.HasAction(row))
            {
                _withoutAction++;
                continue;
            }

            _decisions++;
            var propensity = table.ActionProbability[row];
            var isSound = AddPropensity(propensity);
            if (kind == ActionKind.Discrete)
            {
                AddDiscrete(table, row, isSound ? propensity : double.NaN, reward is null ? double.NaN : reward[row]);
            }
            else if (kind == ActionKind.Ranking)
            {
                _slates.Add(table.Slate.Length(row));
            }
        }

        FlushPossible();
    }

    public void Add(ActionCounter other)
    {
        _decisions += other._decisions;
        _withoutAction += other._withoutAction;
        _withPossible += other._withPossible;
        _impossible += other._impossible;
        _belowOnePercent += other._belowOnePercent;
        _exactlyOne += other._exactlyOne;
        _outOfRange += other._outOfRange;
        _unlimited += other._unlimited;
        _hasMore |= other._hasMore;
        _propensities.Add(other._propensities);
        _slates.Add(other._slates);
        foreach (var (name, tally) in other._tallies)
        {
            Tally(name)?.Add(tally);
        }
    }

    public ActionsInspection Actions() => new()
    {
        Kind = kind,
        Decisions = _decisions,
        WithoutAction = _withoutAction,
        Discrete =
        [
            .. _tallies.Where(action => action.Value.Count > 0).OrderByDescending(action => action.Value.Count).ThenBy(action => action.Key, StringComparer.Ordinal)
                .Select(action => action.Value.Inspection(action.Key, _decisions, _unlimited)),
        ],
        HasMore = _hasMore,
        WithPossible = _withPossible,
        Impossible = _impossible,
        SlateLengths = kind == ActionKind.Ranking ? _slates.Inspection() : null,
    };

    public PropensityInspection Propensities() => new()
    {
        Known = _propensities.Count + _propensities.Infinite,
        Missing = _propensities.Missing,
        Values = _propensities.Inspection(),
        BelowOnePercent = _belowOnePercent,
        ExactlyOne = _exactlyOne,
        OutOfRange = _outOfRange,
    };

    /// <summary>True for a propensity that can be one.</summary>
    private bool AddPropensity(double propensity)
    {
        _propensities.Add(propensity);
        if (double.IsNaN(propensity))
        {
            return false;
        }

        if (!(propensity > 0 && double.IsFinite(propensity)) || (propensity > 1 && kind != ActionKind.Parametric))
        {
            _outOfRange++;
            return false;
        }

        _belowOnePercent += propensity < OnePercent ? 1 : 0;
        _exactlyOne += propensity == 1 ? 1 : 0;
        return true;
    }

    private void AddDiscrete(EpisodeTable table, int row, double propensity, double reward)
    {
        var name = table.Action[row];
        var possible = table.PossibleActions.Items(row);
        if (possible.Length > 0)
        {
            _withPossible++;
            _impossible += possible.Contains(name) ? 0 : 1;
        }

        Tally(name)?.Add(propensity, reward);
        if (double.IsNaN(propensity))
        {
            return;
        }

        // Neighbouring rows mostly have the same possible actions, which are then counted together.
        if (!possible.SequenceEqual(_lastPossible))
        {
            FlushPossible();
            _lastPossible = possible.ToArray();
        }

        _lastRepeats++;
    }

    private void FlushPossible()
    {
        // A row that does not say which actions were possible allows all.
        _unlimited += _lastPossible.Length == 0 ? _lastRepeats : 0;
        foreach (var name in _lastPossible)
        {
            if (Tally(name) is { } tally)
            {
                tally.Possible += _lastRepeats;
            }
        }

        _lastRepeats = 0;
    }

    private ActionTally? Tally(string name)
    {
        if (_tallies.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_tallies.Count >= mostNames)
        {
            _hasMore = true;
            return null;
        }

        return _tallies[name] = new ActionTally();
    }
}
