using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Timelines;
using ReAgent.Evaluation.Pages;

namespace ReAgent.Grains.Evaluation;

/// <summary>Gathers decisions and the target policy's propensities from a column of the log.</summary>
/// <param name="column">The column: a number, the propensity of the logged action, or a map from action to propensity.</param>
internal sealed class TargetPropensityColumn(string column) : ITimelineObserver
{
    private readonly List<string> _episodes = [];
    private readonly List<long> _sequence = [];
    private readonly List<string> _actions = [];
    private readonly List<double> _logged = [];
    private readonly List<double> _rewards = [];
    private readonly List<double> _ofLogged = [];
    private readonly List<Dictionary<string, double>> _ofAll = [];

    public void See(EpisodeTable table, ReadOnlySpan<TimelinePair> pairs)
    {
        var target = table.ColumnOf(column);
        foreach (var pair in pairs)
        {
            var row = pair.Row;
            _episodes.Add(table.MdpId[row]);
            _sequence.Add(table.SequenceNumber[row]);
            _actions.Add(table.Action[row]);
            _logged.Add(table.ActionProbability[row]);
            _rewards.Add(table.Reward[row]);
            switch (target)
            {
                case ValueColumn<double> numbers:
                    _ofLogged.Add(numbers[row]);
                    break;
                case MapColumn<string> maps:
                    _ofAll.Add(Entries(maps, row));
                    break;
                default:
                    throw new InvalidDataException(
                        $"The column '{column}' holds neither a number (the propensity of the logged action) nor a map from the names of actions to numbers.");
            }
        }
    }

    /// <summary>The page of all rows seen.</summary>
    /// <exception cref="InvalidEvaluationPageException">Propensities are out of range.</exception>
    public EvaluationPage Page()
    {
        string[] names = _ofAll.Count == 0
            ? ["logged action"]
            : [.. _ofAll.SelectMany(propensities => propensities.Keys).Concat(_actions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var indexes = names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        return EvaluationPage.From(new EvaluationColumns
        {
            ActionNames = names,
            EpisodeIds = [.. _episodes],
            SequenceNumbers = [.. _sequence],
            LoggedActions = _ofAll.Count == 0 ? new int[_actions.Count] : [.. _actions.Select(action => indexes[action])],
            LoggedPropensities = [.. _logged],
            TargetPropensities = _ofAll.Count == 0
                ? [.. _ofLogged]
                : [.. _ofAll.SelectMany(propensities => names.Select(name => propensities.GetValueOrDefault(name)))],
            Reward = new OutcomeColumns
            {
                Name = EpisodeSchema.Reward,
                HasModel = false,
                Logged = [.. _rewards],
                ModelRewards = new double[_rewards.Count * names.Length],
                ModelRewardsForLoggedAction = new double[_rewards.Count],
            },
        });
    }

    private static Dictionary<string, double> Entries(MapColumn<string> maps, int row)
    {
        var entries = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var entry = 0; entry < maps.Length(row); entry++)
        {
            entries[maps.Keys(row)[entry]] = maps.Values(row)[entry];
        }

        return entries;
    }
}
