using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using ReAgent.Environments;
using ReAgent.Environments.Actions;
using ReAgent.Learning.Policies;

namespace ReAgent.Learning.Exploration;

/// <summary>Plays episodes with a policy that explores, and keeps every transition as a training row with its propensity.</summary>
/// <param name="environment">What is played. Its observation's i-th number is feature i.</param>
/// <param name="policy">Who plays.</param>
/// <param name="exploration">How it departs from what it holds for best.</param>
/// <param name="encoding">How observations become the policy's states, and its continuous actions those of the environment.</param>
public sealed class EpisodePlayer(IEnvironment environment, IPolicy policy, ExplorationOptions exploration, TransitionEncoding encoding)
{
    private readonly double[] _observation = new double[environment.Description.ObservationSize];
    private readonly ObservationEncoder _states = new(encoding, environment.Description);
    private readonly bool[] _mask = new bool[environment.Description.Actions.Count];
    private readonly float[] _possible = new float[environment.Description.Actions.Count];
    private readonly float[] _state = new float[encoding.Layout.StateWidth];
    private readonly float[] _action = new float[encoding.Actions?.Width ?? 0];
    private readonly float[] _served = new float[encoding.Actions?.Width ?? 0];
    private readonly double[] _played = new double[environment.Description.Actions.Width];

    /// <summary>Plays whole episodes.</summary>
    /// <param name="seed">Seed of the experiment.</param>
    /// <param name="first">Number of the first episode: episode i is played with <c>RandomStream(seed, "explore", i)</c>.</param>
    /// <param name="count">How many.</param>
    /// <param name="round">How often the policy has been replaced since collecting began.</param>
    /// <param name="progress">Hears the number of transitions so far, after each episode.</param>
    /// <param name="cancellationToken">Stops between two episodes.</param>
    public PlayedEpisodes Play(ulong seed, long first, int count, long round, Action<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var rows = new EpisodeRows(encoding.Layout);
        var returns = new List<double>();
        var transitions = 0L;
        for (var episode = first; episode < first + count; episode++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (steps, total) = PlayEpisode(rows, new RandomStream(seed, "explore", episode), round);
            transitions += steps;
            returns.Add(total);
            progress?.Invoke(transitions);
        }

        return new(rows.Take(), returns);
    }

    private (int Steps, double Return) PlayEpisode(EpisodeRows rows, RandomStream random, long round)
    {
        environment.Reset(random, _observation);
        See(rows);
        var total = 0.0;
        for (var steps = 1; ; steps++)
        {
            var (action, propensity) = exploration.Choose(policy.Decide(_state, _possible, random), _possible, round, random, _action);
            var result = environment.Step(Played(action), _observation);
            total += result.Reward;
            rows.Did(action, _action, propensity, result.Reward);
            See(rows);
            if (result.Ended)
            {
                rows.End(result.Terminated);
                return (steps, total);
            }
        }
    }

    private void See(EpisodeRows rows)
    {
        _states.Encode(_observation, _state);
        environment.PossibleActions(_mask);
        for (var action = 0; action < _mask.Length; action++)
        {
            _possible[action] = _mask[action] ? 1 : 0;
        }

        rows.Saw(_state, _possible);
    }

    private EnvironmentAction Played(int action)
    {
        if (encoding.Actions is not { } scaling)
        {
            return EnvironmentAction.Discrete(action);
        }

        scaling.ToServing(_action, _served);
        for (var column = 0; column < _served.Length; column++)
        {
            _played[scaling.Layout.FeatureIds[column]] = _served[column];
        }

        return EnvironmentAction.Continuous(_played);
    }
}
