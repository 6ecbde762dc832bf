using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using ReAgent.Environments;
using ReAgent.Environments.Actions;
using ReAgent.Learning.Policies;

namespace ReAgent.Evaluation.Rollouts;

/// <summary>
/// Plays a policy in an environment: the one estimate that needs no model and no logged propensities, for those who have an environment. All
/// episodes are played side by side, so that the policy decides for all of them at once.
/// </summary>
/// <param name="create">Makes an environment.</param>
/// <param name="policy">Who plays.</param>
/// <param name="encoding">How observations become the policy's states, and its continuous actions those of the environment.</param>
public sealed class PolicyRollout(Func<IEnvironment> create, IPolicy policy, TransitionEncoding encoding)
{
    /// <summary>Undiscounted return of each episode, in the order of their seeds.</summary>
    /// <param name="episodes">How many to play, 1 or more.</param>
    /// <param name="seed">Episode i begins from <c>RandomStream(seed, "play", i)</c>; a policy that draws does so from <c>RandomStream(seed, "play/policy")</c>.</param>
    /// <param name="progress">Hears the number of finished episodes.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public double[] Play(int episodes, ulong seed, Action<int> progress, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(episodes);
        var tables = Enumerable.Range(0, episodes).Select(episode => new Table(create(), new RandomStream(seed, "play", episode))).ToArray();
        var encoder = new ObservationEncoder(encoding, tables[0].Environment.Description);
        var random = new RandomStream(seed, "play/policy");
        var going = tables.ToList();
        while (going.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Step(going, encoder, random);
            going.RemoveAll(table => table.Ended);
            progress(episodes - going.Count);
        }

        return [.. tables.Select(table => table.Return)];
    }

    private void Step(List<Table> going, ObservationEncoder encoder, RandomStream random)
    {
        var description = going[0].Environment.Description;
        var width = encoder.Width;
        var (actionCount, actionWidth) = (description.Actions.Count, description.Actions.Width);
        var states = new float[going.Count * width];
        var possible = new float[going.Count * actionCount];
        for (var i = 0; i < going.Count; i++)
        {
            encoder.Encode(going[i].Observation, states.AsSpan(i * width, width));
            going[i].Mask(possible.AsSpan(i * actionCount, actionCount));
        }

        var decisions = policy.Decide(states, possible, random);
        if (encoding.Actions is not { } actions)
        {
            for (var i = 0; i < going.Count; i++)
            {
                going[i].Play(EnvironmentAction.Discrete(decisions.Actions[i]));
            }

            return;
        }

        var served = new float[decisions.ActionFeatures.Length];
        actions.ToServing(decisions.ActionFeatures, served);
        Span<double> action = new double[actionWidth];
        for (var i = 0; i < going.Count; i++)
        {
            for (var column = 0; column < actionWidth; column++)
            {
                action[(int)actions.Layout.FeatureIds[column]] = served[(i * actionWidth) + column];
            }

            going[i].Play(EnvironmentAction.Continuous(action));
        }
    }

    /// <summary>One episode under way.</summary>
    private sealed class Table
    {
        private readonly bool[] _possible;

        public Table(IEnvironment environment, RandomStream random)
        {
            Environment = environment;
            Observation = new double[environment.Description.ObservationSize];
            _possible = new bool[environment.Description.Actions.Count];
            environment.Reset(random, Observation);
        }

        public IEnvironment Environment { get; }

        public double[] Observation { get; }

        public double Return { get; private set; }

        public bool Ended { get; private set; }

        public void Mask(Span<float> possible)
        {
            Environment.PossibleActions(_possible);
            for (var action = 0; action < possible.Length; action++)
            {
                possible[action] = _possible[action] ? 1 : 0;
            }
        }

        public void Play(EnvironmentAction action)
        {
            var result = Environment.Step(action, Observation);
            Return += result.Reward;
            Ended = result.Ended;
        }
    }
}
