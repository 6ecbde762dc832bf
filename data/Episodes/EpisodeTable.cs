using ReAgent.Data.Columns;

namespace ReAgent.Data.Episodes;

/// <summary>
/// Logged decisions in memory, column by column: one row per decision, in any order. Who was shown what, with which probability, and what came of it.
/// </summary>
/// <remarks>
/// An episode that a time limit cut off ends with an observation-only row: a state, no action, and <see cref="Truncated"/> set. It tells the
/// timeline that the episode went on although the log did not, so that learning bootstraps from that state instead of treating it as the end.
/// </remarks>
public sealed class EpisodeTable
{
    private readonly Column[] _outcomes;
    private readonly Column[] _extras;
    private readonly Column[] _all;

    /// <summary>A table without rows.</summary>
    public EpisodeTable(EpisodeLayout layout)
    {
        Layout = layout;
        ActionColumn = layout.Action.Create();
        PossibleActionsColumn = layout.PossibleActions.Create();
        _outcomes = [.. layout.Outcomes.Select(column => column.Shape.Create())];
        _extras = [.. layout.Extras.Select(column => column.Shape.Create())];
        _all = [MdpId, SequenceNumber, State, ActionColumn, ActionProbability, PossibleActionsColumn, Truncated, .. _outcomes, .. _extras];
    }

    /// <summary>A table of the plain layout without rows.</summary>
    public EpisodeTable(ActionKind actionKind)
        : this(EpisodeLayout.Of(actionKind))
    {
    }

    /// <summary>Which columns there are.</summary>
    public EpisodeLayout Layout { get; }

    /// <summary>What an action is.</summary>
    public ActionKind ActionKind => Layout.ActionKind;

    /// <summary>Number of rows.</summary>
    public int Count => MdpId.Count;

    /// <summary>Bytes that the rows take in memory, texts counted as references.</summary>
    public long Bytes => _all.Sum(column => column.Bytes);

    /// <summary>Episode of each row; empty when the log had none.</summary>
    public ValueColumn<string> MdpId { get; } = new();

    /// <summary>Position of each row in its episode: any increasing numbers, gaps allowed (a time stamp will do); the smallest whole number when the log had none.</summary>
    public ValueColumn<long> SequenceNumber { get; } = new();

    /// <summary>Features of the state, by feature id.</summary>
    public MapColumn<long> State { get; } = new();

    /// <summary>The action, in the shape of <see cref="EpisodeLayout.Action"/>; an empty text, map or list on an observation-only row.</summary>
    public Column ActionColumn { get; }

    /// <summary>Name of the action; empty on an observation-only row. Discrete actions only.</summary>
    public ValueColumn<string> Action => (ValueColumn<string>)ActionColumn;

    /// <summary>Features of the action, by feature id; an empty row when there is none. Parametric actions only.</summary>
    public MapColumn<long> ActionFeatures => (MapColumn<long>)ActionColumn;

    /// <summary>Items in the order shown; an empty row when there is none. Rankings only.</summary>
    public ListColumn<long> Slate => (ListColumn<long>)ActionColumn;

    /// <summary>Probability (density, for continuous actions) with which the logging policy took the action; NaN when not logged.</summary>
    public ValueColumn<double> ActionProbability { get; } = new();

    /// <summary>The actions that were possible, as names or as features; an empty row where that was not logged or none was.</summary>
    public Column PossibleActionsColumn { get; }

    /// <summary>Names of the actions that were possible. Discrete actions only.</summary>
    public ListColumn<string> PossibleActions => (ListColumn<string>)PossibleActionsColumn;

    /// <summary>True on an observation-only row at which the log was cut off.</summary>
    public ValueColumn<bool> Truncated { get; } = new();

    /// <summary>The reward columns, in the order of the layout.</summary>
    public IReadOnlyList<Column> Outcomes => _outcomes;

    /// <summary>The further columns, in the order of the layout.</summary>
    public IReadOnlyList<Column> Extras => _extras;

    /// <summary>Reward of the decision; null when the layout has no number of this name.</summary>
    public ValueColumn<double>? RewardOrNull => Find(EpisodeSchema.Reward) as ValueColumn<double>;

    /// <summary>Reward of the decision.</summary>
    public ValueColumn<double> Reward => RewardOrNull ?? throw new InvalidOperationException("These rows have no column 'reward' of numbers.");

    /// <summary>Further outcomes, by name; null when the layout has none.</summary>
    public MapColumn<string>? MetricsOrNull => Find(EpisodeSchema.Metrics) as MapColumn<string>;

    /// <summary>Further outcomes, by name.</summary>
    public MapColumn<string> Metrics => MetricsOrNull ?? throw new InvalidOperationException("These rows have no column 'metrics' of named numbers.");

    /// <summary>All columns, in one order for tables of one layout.</summary>
    public IReadOnlyList<Column> Columns => _all;

    /// <summary>Appends rows of a table of the same layout.</summary>
    public void Append(EpisodeTable other, int start, int count)
    {
        for (var column = 0; column < _all.Length; column++)
        {
            _all[column].Append(other._all[column], start, count);
        }
    }

    /// <summary>Appends a copy of another table's row.</summary>
    public void Append(EpisodeTable other, int row) => Append(other, row, 1);

    /// <summary>Appends rows of a table of the same layout in the order given.</summary>
    public void AppendRows(EpisodeTable other, ReadOnlySpan<int> rows)
    {
        for (var column = 0; column < _all.Length; column++)
        {
            _all[column].AppendRows(other._all[column], rows);
        }
    }

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear()
    {
        foreach (var column in _all)
        {
            column.Clear();
        }
    }

    /// <summary>True when the row records a decision, false when it only records a state.</summary>
    public bool HasAction(int row) => ActionColumn switch
    {
        ValueColumn<string> names => names[row].Length > 0,
        RaggedColumn entries => entries.Length(row) > 0,
        _ => false,
    };

    /// <summary>A reward column or a further column by its name.</summary>
    /// <exception cref="ArgumentException">The layout has none of this name.</exception>
    public Column ColumnOf(string name) => Find(name) ?? throw new ArgumentException($"These rows have no column '{name}'.", nameof(name));

    private Column? Find(string name)
    {
        for (var column = 0; column < _outcomes.Length + _extras.Length; column++)
        {
            var isOutcome = column < _outcomes.Length;
            var extra = column - _outcomes.Length;
            if ((isOutcome ? Layout.Outcomes[column] : Layout.Extras[extra]).Name == name)
            {
                return isOutcome ? _outcomes[column] : _extras[extra];
            }
        }

        return null;
    }
}
