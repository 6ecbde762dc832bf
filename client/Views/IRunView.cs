using System.Collections.Immutable;
using ReAgent.Client.Experiments;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Views;

/// <summary>Shows a run to whoever watches: a person at a terminal, a log, or a program.</summary>
internal interface IRunView
{
    /// <summary>The config is sound, and the experiment is about to start.</summary>
    void Started(RunRequest request);

    /// <summary>Shows the standing as it changes, until the stream ends.</summary>
    Task Follow(IAsyncEnumerable<ExperimentStatus> statuses);

    /// <summary>The user asked to stop. May be called while <see cref="Follow"/> is under way.</summary>
    void Stopping();

    /// <summary>Something happened beside the experiment itself. May be called while <see cref="Follow"/> is under way.</summary>
    void Remark(RunRemark remark);

    /// <summary>The experiment ended, or is no longer followed.</summary>
    void Finished(RunResult result);

    /// <summary>Nothing was done, because the config is wrong.</summary>
    void Refused(ImmutableArray<ConfigProblem> problems);

    /// <summary>The experiment could not be run or followed.</summary>
    void Broken(string message);
}
