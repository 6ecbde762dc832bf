using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Cpe;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using TorchSharp;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers;

/// <summary>
/// What every trainer is: parts whose state is saved, and one step. A trainer declares its parts with <see cref="Own{T}"/> and writes
/// <see cref="Learn"/>; memory, checkpoints and schedules follow.
/// </summary>
public abstract class Trainer : ITrainer
{
    private readonly List<object> _parts = [];
    private readonly Dictionary<string, Network> _networks = new(StringComparer.Ordinal);

    public virtual BatchUnit Unit => BatchUnit.Rows;

    public long Steps { get; private set; }

    public IReadOnlyDictionary<string, Network> Networks => _networks;

    public abstract IPolicy Policy { get; }

    public virtual IPolicy Behavior => Policy;

    public virtual CpeModel? Cpe => null;

    public IReadOnlyList<Reading> Step(TransitionBatch batch)
    {
        using var scope = NewDisposeScope();
        var readings = Learn(batch);
        foreach (var reading in readings)
        {
            reading.Value.MoveToOuterDisposeScope();
        }

        Steps++;
        return readings;
    }

    public void FinishEpoch()
    {
        foreach (var part in _parts.OfType<ITrainerPart>())
        {
            part.FinishEpoch();
        }
    }

    public void Save(TensorFile file)
    {
        file.Add("trainer.steps", Steps);
        foreach (var part in _parts.OfType<ICheckpointed>())
        {
            part.Save(file);
        }
    }

    public void Restore(TensorFile file)
    {
        Steps = file.Number("trainer.steps");
        foreach (var part in _parts.OfType<ICheckpointed>())
        {
            part.Restore(file);
        }
    }

    public void Dispose()
    {
        foreach (var part in _parts.OfType<IDisposable>().Reverse())
        {
            part.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>One step on a batch. Runs in a dispose scope of its own: only what it returns survives it.</summary>
    /// <returns>Losses and statistics by the same names in the same order, less what this step did not compute; values detached from the graph.</returns>
    protected abstract IReadOnlyList<Reading> Learn(TransitionBatch batch);

    /// <summary>
    /// Declares a part: it is saved and restored if it has a state, told of the end of epochs if it has networks, and disposed with the
    /// trainer.
    /// </summary>
    protected T Own<T>(T part)
        where T : class
    {
        _parts.Add(part);
        foreach (var network in (part as ITrainerPart)?.Networks ?? [])
        {
            _networks.Add(network.Name, network);
        }

        return part;
    }
}
