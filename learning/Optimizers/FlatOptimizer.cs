using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers.Schedules;
using TorchSharp.Modules;

namespace ReAgent.Learning.Optimizers;

/// <summary>Moves the one flat parameter of a network, at a rate that may follow a schedule.</summary>
public sealed class FlatOptimizer : ICheckpointed, IDisposable
{
    private readonly string _name;
    private readonly OptimizerOptions _options;
    private readonly OptimizerHelper _optimizer;
    private readonly AdamUpdate? _adam;
    private readonly LearningRateSchedule? _schedule;
    private long _steps;
    private long _epochs;

    /// <param name="name">Name of the state in checkpoints.</param>
    /// <param name="parameters">What is moved.</param>
    /// <param name="options">How.</param>
    public FlatOptimizer(string name, FlatParameters parameters, OptimizerOptions options)
    {
        _name = name;
        _options = options;
        _schedule = options.LrSchedulers is [var schedule, ..] ? schedule : null;
        _optimizer = options.Create(parameters.Values);
        _adam = AdamUpdate.For(parameters, options, _optimizer);
        FollowSchedule();
    }

    /// <summary>The learning rate of the next step.</summary>
    public double LearningRate { get; private set; }

    /// <summary>Moves the parameters against their gradient.</summary>
    public void Step()
    {
        if (_adam is null)
        {
            _optimizer.step();
        }
        else
        {
            _adam.Step(LearningRate);
        }

        _steps++;
        if (_schedule is { Interval: ScheduleInterval.Step })
        {
            FollowSchedule();
        }
    }

    /// <summary>Tells the schedule that a pass over the data is over.</summary>
    public void FinishEpoch()
    {
        _epochs++;
        FollowSchedule();
    }

    /// <remarks>The optimizer's own moments are in the tensor library's format, inside one tensor of bytes.</remarks>
    public void Save(TensorFile file)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            _optimizer.save_state_dict(writer);
        }

        file.Add($"{_name}.state", stream.ToArray());
        file.Add($"{_name}.steps", _steps);
        file.Add($"{_name}.epochs", _epochs);
    }

    public void Restore(TensorFile file)
    {
        using var reader = new BinaryReader(new MemoryStream(file.Bytes($"{_name}.state").ToArray()));
        _optimizer.load_state_dict(reader);
        _steps = file.Number($"{_name}.steps");
        _epochs = file.Number($"{_name}.epochs");
        FollowSchedule();
    }

    public void Dispose() => _optimizer.Dispose();

    private void FollowSchedule()
    {
        LearningRate = _schedule?.Rate(_options.Lr, _schedule.Interval == ScheduleInterval.Step ? _steps : _epochs) ?? _options.Lr;
        foreach (var group in _optimizer.ParamGroups)
        {
            group.LearningRate = LearningRate;
        }
    }
}
