using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Orleans.Runtime;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Experiments;

/// <summary>An experiment's standing whenever it changes, until it has ended; a watch that is lost is taken up again.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="name">Its name, for messages.</param>
/// <param name="outlives">
/// True for a cluster: silos come and go, and the experiment is asked again for as long as it takes. False for a silo in this process, where being without news
/// means that something is wrong.
/// </param>
/// <param name="time">Clock for the pauses between attempts.</param>
internal sealed class ExperimentWatch(IExperimentGrain experiment, string name, bool outlives, TimeProvider time)
{
    private const int Attempts = 5;

    // Before any version: what comes first is the standing now.
    private const long Anew = -1;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Called once when contact is lost, with the reason, and once when there is news again, with null.</summary>
    public Action<string?>? ContactChanged { get; init; }

    /// <summary>True while an experiment has not come to its end.</summary>
    public static bool IsUnderWay(ExperimentState state) => state is ExperimentState.Running or ExperimentState.Paused;

    /// <summary>The standings after one that is known.</summary>
    /// <param name="known">The last standing that is known.</param>
    /// <param name="leave">Ends the sequence; the experiment is not touched.</param>
    /// <exception cref="InvalidOperationException">A silo in this process gives no news.</exception>
    public async IAsyncEnumerable<ExperimentStatus> After(ExperimentStatus known, [EnumeratorCancellation] CancellationToken leave)
    {
        var last = known;
        var after = known.Version;
        var failures = 0;
        var isOutOfContact = false;
        while (IsUnderWay(last.State) && !leave.IsCancellationRequested)
        {
            var news = experiment.Watch(after, leave).GetAsyncEnumerator(CancellationToken.None);
            string? reason;
            while (true)
            {
                (var isThere, reason) = await Next(news, leave);
                if (!isThere)
                {
                    break;
                }

                if (isOutOfContact)
                {
                    isOutOfContact = false;
                    ContactChanged?.Invoke(null);
                }

                // Asked anew, the same standing comes again: that is no news.
                failures = outlives || !IsSame(last, news.Current) ? 0 : failures;
                last = news.Current;
                after = last.Version;
                yield return last;
            }

            if (leave.IsCancellationRequested || !IsUnderWay(last.State))
            {
                break;
            }

            failures++;
            if (reason is null)
            {
                await news.DisposeAsync();
            }
            else
            {
                // Versions are an activation's own: another one counts anew.
                after = Anew;
                if (outlives && !isOutOfContact)
                {
                    isOutOfContact = true;
                    ContactChanged?.Invoke(reason);
                }
            }

            await Rest(failures, leave);
        }
    }

    private static bool IsSame(ExperimentStatus one, ExperimentStatus other) => one.Version == other.Version && one.State == other.State;

    private async Task Rest(int failures, CancellationToken leave)
    {
        if (outlives)
        {
            var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, leave).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else if (failures == Attempts)
        {
            throw new InvalidOperationException($"The experiment '{name}' cannot be followed: it was asked {Attempts} times, without news.");
        }
    }

    // A watch may be lost, with the activation or the silo that it was on; the experiment goes on, and is asked again.
    private static async Task<(bool IsWhole, string? Reason)> Next(IAsyncEnumerator<ExperimentStatus> news, CancellationToken leave)
    {
        try
        {
            return (await news.MoveNextAsync().AsTask().WaitAsync(leave), null);
        }
        catch (OperationCanceledException)
        {
            return (false, leave.IsCancellationRequested ? null : "the watch was ended");
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            return (false, exception.Message);
        }
    }

    /// <summary>True for what a cluster gets over: a silo that is gone, a call that was late.</summary>
    public static bool IsPassing(Exception exception) =>
        exception is TimeoutException or OrleansException or EnumerationAbortedException or IOException or SocketException;
}
