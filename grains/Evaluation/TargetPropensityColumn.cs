using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Timelines;
using ReAgent.Evaluation.Pages;

namespace ReAgent.Grains.Evaluation;

/// <summary>Gathers decisions and the target policy's propensities from a column of the log.</summary>
/// <param name="column">The column: a number, the propensity of the logged action, or a map from action to propensity.</param>
internal sealed class TargetPropensityColumn(string column) : ITimelineObserver
{
    private readonly Parts<string> _episodes = new();
    private readonly Parts<long> _sequence = new();
    private readonly Parts<int> _actions = new();
    private readonly Parts<double> _logged = new();
    private readonly Parts<double> _rewards = new();
    private readonly Parts<double> _ofLogged = new();

    // Propensities of all actions by their numbers; a row is as long as there were actions when it was seen.
    private readonly Parts<double[]> _ofAll = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public void See(EpisodeTable table, ReadOnlySpan<TimelinePair> pairs)
    {
        var target = table.ColumnOf(column);
        foreach (var pair in pairs)
        {
            var row = pair.Row;
            _episodes.Add(table.MdpId[row]);
            _sequence.Add(table.SequenceNumber[row]);
            _logged.Add(table.ActionProbability[row]);
            _rewards.Add(table.Reward[row]);
            switch (target)
            {
                case ValueColumn<double> numbers:
                    _ofLogged.Add(numbers[row]);
                    break;
                case ValueColumn<long> integers:
                    // A policy that does not draw has 0 and 1, which many formats take for whole numbers.
                    _ofLogged.Add(integers[row] == long.MinValue ? double.NaN : integers[row]);
                    break;
                case MapColumn<string> maps:
                    _actions.Add(NumberOf(table.Action[row]));
                    _ofAll.Add(Propensities(maps, row));
                    break;
                default:
                    throw new InvalidDataException(
                        $"The column '{column}' holds neither a number (the propensity of the logged action) nor a map from the names of actions to numbers.");
            }
        }
    }

    /// <summary>The page of all rows seen; they are gone from here afterwards.</summary>
    /// <exception cref="InvalidEvaluationPageException">Propensities are out of range.</exception>
    public EvaluationPage Page()
    {
        var steps = _sequence.Count;
        var isMap = _ofAll.Count > 0;
        string[] names = isMap ? [.. _numbers.Keys.Order(StringComparer.Ordinal)] : ["logged action"];
        var places = new int[names.Length];
        foreach (var (place, name) in isMap ? names.Index() : [])
        {
            places[_numbers[name]] = place;
        }

        var noModel = new double[steps * names.Length];
        return EvaluationPage.From(new EvaluationColumns
        {
            ActionNames = names,
            EpisodeIds = _episodes.Take(),
            SequenceNumbers = _sequence.Take(),
            LoggedActions = isMap ? Array.ConvertAll(_actions.Take(), action => places[action]) : new int[steps],
            LoggedPropensities = _logged.Take(),
            TargetPropensities = isMap ? Matrix(_ofAll.Take(), places) : _ofLogged.Take(),
            Reward = new OutcomeColumns
            {
                Name = EpisodeSchema.Reward,
                HasModel = false,
                Logged = _rewards.Take(),
                ModelRewards = noModel,
                ModelRewardsForLoggedAction = isMap ? new double[steps] : noModel,
            },
        });
    }

    private int NumberOf(string action)
    {
        if (!_numbers.TryGetValue(action, out var number))
        {
            _numbers.Add(action, number = _numbers.Count);
        }

        return number;
    }

    private double[] Propensities(MapColumn<string> maps, int row)
    {
        var names = maps.Keys(row);
        var values = maps.Values(row);
        foreach (var name in names)
        {
            NumberOf(name);
        }

        var propensities = new double[_numbers.Count];
        for (var entry = 0; entry < names.Length; entry++)
        {
            propensities[_numbers[names[entry]]] = values[entry];
        }

        return propensities;
    }

    private static double[] Matrix(double[][] rows, int[] places)
    {
        var matrix = new double[rows.Length * places.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var action = 0; action < rows[row].Length; action++)
            {
                matrix[(row * places.Length) + places[action]] = rows[row][action];
            }

            rows[row] = [];
        }

        return matrix;
    }

    /// <summary>A column that grows by parts of one size: nothing is copied, and little room is empty.</summary>
    private sealed class Parts<T>
    {
        private const int Rows = 1 << 16;

        private readonly List<T[]> _parts = [];
        private int _used = Rows;

        public int Count => (_parts.Count * Rows) - Rows + _used;

        public void Add(T value)
        {
            if (_used == Rows)
            {
                _parts.Add(new T[Rows]);
                _used = 0;
            }

            _parts[^1][_used++] = value;
        }

        /// <summary>The whole column; the parts are let go.</summary>
        public T[] Take()
        {
            var column = new T[Count];
            for (var part = 0; part < _parts.Count; part++)
            {
                _parts[part].AsSpan(0, Math.Min(Rows, column.Length - (part * Rows))).CopyTo(column.AsSpan(part * Rows));
                _parts[part] = [];
            }

            _parts.Clear();
            _used = Rows;
            return column;
        }
    }
}
