using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Policies;
using TorchSharp;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.Ppo;

/// <summary>Episodes that are kept until there are enough to learn from; a stop in between does not lose them.</summary>
/// <param name="device">Where the trainer computes.</param>
internal sealed class EpisodeBuffer(Device device) : ICheckpointed, IDisposable
{
    private const string Name = "episodes";
    private readonly List<Dictionary<string, Tensor>> _episodes = [];

    /// <summary>How many there are.</summary>
    public int Count => _episodes.Count;

    /// <summary>An episode's rows.</summary>
    public EpisodeSteps this[int episode] => new(
        _episodes[episode]["state"],
        _episodes[episode]["next_state"],
        _episodes[episode]["action"].to_type(ScalarType.Int64),
        _episodes[episode]["reward"],
        _episodes[episode]["not_terminal"],
        _episodes[episode]["action_probability"],
        ActionMask.Of(_episodes[episode]["possible_actions"]));

    /// <summary>Keeps a copy of an episode.</summary>
    public void Add(TransitionBatch batch)
    {
        (string Name, Tensor Value)[] columns =
        [
            ("state", batch.State), ("next_state", batch.NextState), ("action", batch.Action), ("reward", batch.Reward), ("not_terminal", batch.NotTerminal),
            ("action_probability", batch.ActionProbability), ("possible_actions", batch.PossibleActions.Impossible.logical_not()),
        ];
        _episodes.Add(columns.ToDictionary(column => column.Name, column => column.Value.to_type(ScalarType.Float32, copy: true).DetachFromDisposeScope()));
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        foreach (var tensor in _episodes.SelectMany(episode => episode.Values))
        {
            tensor.Dispose();
        }

        _episodes.Clear();
    }

    public void Save(TensorFile file)
    {
        file.Add($"{Name}.count", Count);
        for (var episode = 0; episode < Count; episode++)
        {
            foreach (var (name, value) in _episodes[episode])
            {
                file.Add($"{Name}.{episode}.{name}", value);
            }
        }
    }

    public void Restore(TensorFile file)
    {
        Clear();
        var count = file.Number($"{Name}.count");
        for (var episode = 0; episode < count; episode++)
        {
            var prefix = $"{Name}.{episode}.";
            _episodes.Add(file.Entries.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(
                entry => entry.Key[prefix.Length..],
                entry => tensor(file.Floats(entry.Key, entry.Value.Shape).ToArray(), [.. entry.Value.Shape], device: device).DetachFromDisposeScope()));
        }
    }

    public void Dispose() => Clear();
}

/// <summary>The T steps of one episode, in time order; columns are those of <see cref="TransitionBatch"/>.</summary>
internal sealed record EpisodeSteps(
    Tensor State, Tensor NextState, Tensor Action, Tensor Reward, Tensor NotTerminal, Tensor ActionProbability, ActionMask PossibleActions);
