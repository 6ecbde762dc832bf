using ReAgent.Client.Experiments;
using ReAgent.Client.Views;
using ReAgent.Client.Views.Sweeps;
using ReAgent.Contracts.Experiments;
using ReAgent.Data.Work;
using ReAgent.Evaluation.Selection;

namespace ReAgent.Client.Sweeps;

/// <summary>Runs the trials of a sweep, several at once, and compares what they came to.</summary>
/// <remarks>
/// All trials share the host's compute pool, in which every piece of work has one thread; so as many trials at once as there are workers keep the cores busy,
/// and more would only fill memory. A trial that was finished before is found finished by its experiment.
/// </remarks>
internal sealed class SweepRun(IExperimentHost host, ISweepView view, int atOnce, TimeProvider time)
{
    /// <summary>Runs the sweep, and writes its summary.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="started">When the command started, from the same <see cref="TimeProvider"/>.</param>
    /// <param name="stop">Set when the user wants to stop: trials under way stop at a safe point, and no other begins.</param>
    public async Task<SweepResult> Execute(SweepPlan plan, long started, CancellationToken stop)
    {
        using var places = new SemaphoreSlim(atOnce);
        var outcomes = await Task.WhenAll(plan.Trials.Select(trial => InItsTurn(trial, plan, places, stop)));
        var selection = SettingSelection.Of([.. outcomes.Select(outcome => outcome.Score)], plan.Incomparable);
        var result = new SweepResult(plan, [.. outcomes], selection, time.GetElapsedTime(started));
        AtomicFile.Write(plan.Place.SummaryPath, SweepJson.File(result));
        return result;
    }

    private async Task<TrialOutcome> InItsTurn(PlannedTrial trial, SweepPlan plan, SemaphoreSlim places, CancellationToken stop)
    {
        await places.WaitAsync(CancellationToken.None);
        try
        {
            if (stop.IsCancellationRequested)
            {
                return new TrialOutcome(trial, ExperimentState.Cancelled, Unfinished(trial)) { Ending = "not started" };
            }

            view.TrialStarted(trial);
            var outcome = await Execute(trial, plan, stop);
            view.TrialFinished(outcome);
            return outcome;
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<TrialOutcome> Execute(PlannedTrial trial, SweepPlan plan, CancellationToken stop)
    {
        try
        {
            var run = await new ExperimentRun(host, new TrialView(trial, view), time).Execute(trial.Request, time.GetTimestamp(), stop);
            var state = run.Status.State;
            return new TrialOutcome(trial, state, state == ExperimentState.Completed ? TrialScores.Read(trial, plan.Place.DataRoot) : Unfinished(trial))
            {
                Ending = ProgressText.Ending(run),
                Failure = state is ExperimentState.Completed or ExperimentState.Cancelled ? null : run.Status.Failure ?? "no reason was given",
                IsBelowBar = run.BelowBar is not null,
            };
        }
        catch (Exception exception)
        {
            // One trial's trouble must not take the others with it.
            return new TrialOutcome(trial, ExperimentState.Failed, Unfinished(trial)) { Ending = $"failed: {exception.Message}", Failure = exception.Message };
        }
    }

    private static TrialScore Unfinished(PlannedTrial trial) => new(trial.Setting, trial.Request.Seed) { IsFinished = false };
}
