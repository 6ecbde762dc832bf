using System.Runtime.CompilerServices;
using ReAgent.Client.Clusters;
using ReAgent.Client.Views;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Experiments;

/// <summary>Starts an experiment, follows it to its end, and passes on the wish to stop.</summary>
internal sealed class ExperimentRun(IExperimentHost host, IRunView view, TimeProvider time)
{
    private ExperimentStatus? _last;

    /// <summary>Runs the experiment.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="started">When the command started, from the same <see cref="TimeProvider"/>.</param>
    /// <param name="stop">
    /// Set when the user wants to stop. An experiment in this process is asked to, and followed until it has; one on a cluster goes on, and is no longer followed.
    /// </param>
    /// <exception cref="InvalidOperationException">The experiment is running with another spec.</exception>
    public async Task<RunResult> Execute(RunRequest request, long started, CancellationToken stop)
    {
        var experiment = host.Experiment(request.Spec.Name);
        var status = await Start(experiment, request.Spec, stop);
        return await Follow(experiment, request.Spec.Name, status, started, stop);
    }

    /// <summary>Starts an experiment without following it.</summary>
    /// <exception cref="InvalidOperationException">The experiment is running with another spec.</exception>
    public Task<ExperimentStatus> Start(ExperimentSpec spec, CancellationToken stop) => Start(host.Experiment(spec.Name), spec, stop);

    private Task<ExperimentStatus> Start(IExperimentGrain experiment, ExperimentSpec spec, CancellationToken stop) => host.Outlives
        ? ClusterCalls.Insist(() => experiment.Start(spec, CancellationToken.None), time, stop)
        : experiment.Start(spec, CancellationToken.None);

    /// <summary>Follows an experiment that was started before.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="status">Where it stands.</param>
    /// <param name="stop">Set when the user wants to stop following.</param>
    public async Task<RunResult> Follow(string name, ExperimentStatus status, CancellationToken stop)
    {
        var result = await Follow(host.Experiment(name), name, status, time.GetTimestamp(), stop);

        // How long this command took says nothing of the experiment.
        return result with { Elapsed = TimeSpan.FromTicks(result.Status.Stages.Sum(stage => stage.Elapsed.Ticks)) };
    }

    private async Task<RunResult> Follow(IExperimentGrain experiment, string name, ExperimentStatus status, long started, CancellationToken stop)
    {
        _last = status;
        var watch = new ExperimentWatch(experiment, name, host.Outlives, time) { ContactChanged = Contact };
        if (host.Outlives)
        {
            await view.Follow(Standing(watch, stop));
            return new RunResult(_last, time.GetElapsedTime(started)) { WasLeft = ExperimentWatch.IsUnderWay(_last.State) };
        }

        var stopping = Task.CompletedTask;
        await using (stop.Register(() => stopping = Stop(experiment)))
        {
            await view.Follow(Standing(watch, CancellationToken.None));
        }

        await stopping;
        return new RunResult(_last, time.GetElapsedTime(started));
    }

    private async Task Stop(IExperimentGrain experiment)
    {
        view.Stopping();
        await experiment.Cancel();
    }

    private void Contact(string? reason) => view.Remark(reason is null
        ? new RunRemark("followed", "The cluster answers again.", IsTrouble: true)
        : new RunRemark("lost", $"Contact is lost ({reason.Split([';', '\n'])[0].Split(". ")[0].TrimEnd('.')}). The experiment goes on where silos are left, and is asked again until it answers.", IsTrouble: true));

    private async IAsyncEnumerable<ExperimentStatus> Standing(ExperimentWatch watch, [EnumeratorCancellation] CancellationToken leave)
    {
        yield return _last!;
        await foreach (var status in watch.After(_last!, leave))
        {
            _last = status;
            yield return status;
        }
    }
}
