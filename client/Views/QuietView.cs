using System.Collections.Immutable;
using ReAgent.Client.Experiments;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Views;

/// <summary>Says nothing unless something is wrong.</summary>
internal sealed class QuietView(TextWriter errors) : IRunView
{
    /// <inheritdoc/>
    public void Started(RunRequest request)
    {
    }

    /// <inheritdoc/>
    public async Task Follow(IAsyncEnumerable<ExperimentStatus> statuses)
    {
        await foreach (var _ in statuses)
        {
        }
    }

    /// <inheritdoc/>
    public void Stopping() => errors.WriteLine(RunText.Stopping);

    /// <inheritdoc/>
    public void Remark(RunRemark remark)
    {
        if (remark.IsTrouble)
        {
            errors.WriteLine(remark.Text);
        }
    }

    /// <inheritdoc/>
    public void Finished(RunResult result)
    {
        if (result.ExitCode != 0)
        {
            errors.WriteLine($"{result.Status.Spec?.Name}: {ProgressText.Ending(result)}");
        }
    }

    /// <inheritdoc/>
    public void Refused(ImmutableArray<ConfigProblem> problems)
    {
        foreach (var problem in problems)
        {
            errors.WriteLine(problem);
        }
    }

    /// <inheritdoc/>
    public void Broken(string message) => errors.WriteLine($"error: {message}");
}
