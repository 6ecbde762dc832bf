using Microsoft.Extensions.Logging;
using ReAgent.Silo.Shutdown;
using Xunit;

namespace ReAgent.Silo.Tests.Shutdown;

public sealed class LostPlaceTests
{
    [Fact]
    public async Task A_lost_place_is_logged_and_ends_the_process_once_with_code_3_on_another_thread()
    {
        var log = new LogRecorder<LostPlace>();
        var ended = new TaskCompletionSource<(int Code, int Thread)>();
        var ends = 0;
        var place = new LostPlace(log, code =>
        {
            Interlocked.Increment(ref ends);
            ended.TrySetResult((code, Environment.CurrentManagedThreadId));
        });
        Assert.False(place.HasHappened);

        place.OnFatalException(this, "the lease ended");
        place.OnFatalException(this, "the lease ended");

        var (code, thread) = await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(ExitCode.LostPlace, code);
        Assert.NotEqual(Environment.CurrentManagedThreadId, thread);
        Assert.True(place.HasHappened);
        Assert.Equal(1, ends);
        var entry = Assert.Single(log.Entries);
        Assert.Equal((2202, LogLevel.Critical), (entry.Event, entry.Level));
        Assert.Contains("the lease ended", entry.Message);
    }
}
