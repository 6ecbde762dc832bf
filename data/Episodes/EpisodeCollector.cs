using System.Globalization;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Columns;
using ReAgent.Environments;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Behavior;

namespace ReAgent.Data.Episodes;

/// <summary>Plays episodes with a behavior policy and logs every decision with its propensity.</summary>
/// <param name="environment">What is played.</param>
/// <param name="policy">Who plays.</param>
/// <param name="seed">Seed of the experiment.</param>
/// <param name="index">Which of the collectors this is, from 0.</param>
/// <param name="count">How many collectors there are: their episode ids do not collide.</param>
/// <param name="actionNames">Names to log the discrete actions under, by position. Default: the environment's own.</param>
public sealed class EpisodeCollector(IEnvironment environment, IBehaviorPolicy policy, ulong seed, int index, int count, IReadOnlyList<string>? actionNames = null)
{
    private const string RewardMetric = "reward";

    private readonly IReadOnlyList<ObservedList> _lists = ObservedList.Of(environment.Description);
    private readonly string[] _names = environment.Description.Actions is DiscreteActions discrete ? [.. actionNames ?? discrete.Names] : [];

    /// <summary>Logs exactly this many transitions. An episode in which the number is reached is cut off there, not ended.</summary>
    /// <param name="transitions">Transitions to log, 1 or more.</param>
    /// <param name="progress">Hears the number of transitions logged so far.</param>
    /// <param name="cancellationToken">Stops the collection between two episodes.</param>
    public CollectedEpisodes Collect(int transitions, Action<int> progress, CancellationToken cancellationToken)
    {
        var layout = EpisodeLayout.Of(_names.Length > 0 ? ActionKind.Discrete : ActionKind.Parametric);
        var table = new EpisodeTable(_lists.Count == 0 ? layout : layout with
        {
            Extras = [new(EpisodeSchema.StateIdLists, ColumnShape.IdLists), new(EpisodeSchema.StateIdScoreLists, ColumnShape.IdScoreLists)],
        });
        var returns = new List<double>();
        for (var logged = 0; logged < transitions;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (steps, total) = PlayEpisode(table, returns.Count, transitions - logged);
            logged += steps;
            returns.Add(total);
            progress(logged);
        }

        return new CollectedEpisodes(table, returns);
    }

    private (int Steps, double Return) PlayEpisode(EpisodeTable table, int episode, int limit)
    {
        var description = environment.Description;
        var random = new RandomStream(seed, $"collect/{index}", episode);
        var mdpId = (((long)episode * count) + index).ToString(CultureInfo.InvariantCulture);
        var observation = new double[description.ObservationSize];
        var possible = new bool[description.Actions.Count];
        var continuous = new double[description.Actions.Width];
        environment.Reset(random, observation);
        var total = 0.0;
        for (var step = 0; ; step++)
        {
            environment.PossibleActions(possible);
            var choice = policy.Choose(observation, possible, random, continuous);
            LogState(table, mdpId, step, observation, possible);
            LogAction(table, choice, continuous);
            var result = environment.Step(choice.ToAction(continuous), observation);
            total += result.Reward;
            table.Reward.Add(result.Reward);
            table.Metrics.Add(RewardMetric, result.Reward);
            table.Metrics.EndRow();
            table.Truncated.Add(false);
            if (result.Terminated)
            {
                return (step + 1, total);
            }

            if (result.Truncated || step + 1 >= limit)
            {
                LogCutOff(table, mdpId, step + 1, observation, possible);
                return (step + 1, total);
            }
        }
    }

    private void LogCutOff(EpisodeTable table, string mdpId, int step, double[] observation, bool[] possible)
    {
        environment.PossibleActions(possible);
        LogState(table, mdpId, step, observation, possible);
        if (table.ActionKind == ActionKind.Discrete)
        {
            table.Action.Add("");
        }
        else
        {
            table.ActionFeatures.EndRow();
        }

        table.ActionProbability.Add(double.NaN);
        table.Reward.Add(0);
        table.Metrics.EndRow();
        table.Truncated.Add(true);
    }

    private void LogState(EpisodeTable table, string mdpId, int step, double[] observation, bool[] possible)
    {
        table.MdpId.Add(mdpId);
        table.SequenceNumber.Add(step);
        for (var feature = 0; feature < observation.Length; feature++)
        {
            table.State.Add(feature, observation[feature]);
        }

        table.State.EndRow();
        if (_lists.Count > 0)
        {
            LogIds(table, observation);
        }

        if (table.ActionKind != ActionKind.Discrete)
        {
            table.PossibleActionsColumn.AppendAbsent();
            return;
        }

        for (var action = 0; action < possible.Length; action++)
        {
            if (possible[action])
            {
                table.PossibleActions.Add(_names[action]);
            }
        }

        table.PossibleActions.EndRow();
    }

    private void LogIds(EpisodeTable table, double[] observation)
    {
        var (lists, scoreLists) = ((NestedMapColumn<long>)table.Extras[0], (NestedMapColumn<long>)table.Extras[1]);
        foreach (var list in _lists)
        {
            var (ids, scores) = list.Read(observation);
            (list.HasScores ? scoreLists : lists).Keys.Add(list.FeatureId);
            for (var i = 0; i < ids.Length; i++)
            {
                if (list.HasScores)
                {
                    ((MapColumn<long>)scoreLists.Values).Add(ids[i], scores[i]);
                }
                else
                {
                    ((ListColumn<long>)lists.Values).Add(ids[i]);
                }
            }

            ((RaggedColumn)(list.HasScores ? scoreLists : lists).Values).EndRow();
        }

        lists.EndRow();
        scoreLists.EndRow();
    }

    private void LogAction(EpisodeTable table, BehaviorChoice choice, double[] continuous)
    {
        table.ActionProbability.Add(choice.Propensity);
        if (table.ActionKind == ActionKind.Discrete)
        {
            table.Action.Add(_names[choice.Index]);
            return;
        }

        for (var feature = 0; feature < continuous.Length; feature++)
        {
            table.ActionFeatures.Add(feature, continuous[feature]);
        }

        table.ActionFeatures.EndRow();
    }
}

/// <summary>Logged episodes and their returns, in the order they were played.</summary>
/// <param name="Table">The log.</param>
/// <param name="Returns">Undiscounted return of each episode, as far as it was logged.</param>
public sealed record CollectedEpisodes(EpisodeTable Table, IReadOnlyList<double> Returns);
