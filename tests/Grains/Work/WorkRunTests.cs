using Microsoft.Extensions.Logging.Abstractions;
using ReAgent.Contracts.Work;
using ReAgent.Data.Work;
using ReAgent.Grains.Work;
using Xunit;

namespace ReAgent.Grains.Tests.Work;

public sealed class WorkRunTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ComputePool _pool = new(1);

    public void Dispose()
    {
        _pool.Dispose();
        _folder.Dispose();
    }

    private WorkRun Run(ScriptedWork work) => new(ScriptedWork.Item(), Services(work));

    private WorkServices Services(ScriptedWork work, params string[] devices) => new(
        new WorkCatalog([work]), _folder.Store, _pool, new DevicePool(devices), new WorkLimits { MaxTries = 3 }, TimeProvider.System, NullLogger<WorkGrain>.Instance);

    [Fact]
    public async Task Finished_work_is_done_and_its_manifest_lists_the_files()
    {
        var status = await Run(ScriptedWork.Writing()).Completion.Soon();

        Assert.Equal((WorkState.Done, false), (status.State, status.Reused));
        Assert.Equal("outputs/x/parts/a.txt", Assert.Single(status.Manifest!.Files).Path);
    }

    [Fact]
    public async Task Work_whose_manifest_is_there_is_found_and_not_done_again()
    {
        var first = await Run(ScriptedWork.Writing()).Completion.Soon();
        var again = ScriptedWork.Writing();

        var status = await Run(again).Completion.Soon();

        Assert.Equal((WorkState.Done, true, 0), (status.State, status.Reused, again.Attempts));
        Assert.Equal(first.Manifest!.Files.AsEnumerable(), status.Manifest!.Files.AsEnumerable());
    }

    [Fact]
    public async Task Finished_work_is_found_without_waiting_for_a_place_in_the_pool()
    {
        await Run(ScriptedWork.Writing()).Completion.Soon();
        await using var occupied = await OccupiedPool.Of(_pool);

        Assert.Equal(WorkState.Done, (await Run(ScriptedWork.Writing()).Completion.Soon()).State);
    }

    [Fact]
    public async Task While_the_work_goes_on_it_is_running_and_tells_its_progress()
    {
        var reported = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = Run(new ScriptedWork(async context =>
        {
            context.Report(3, 10);
            reported.SetResult();
            await mayEnd.Task;
            return ScriptedWork.Write(context);
        }));

        await reported.Task.Soon();
        var status = run.Status;
        mayEnd.SetResult();

        Assert.Equal(WorkState.Running, status.State);
        Assert.Equal((3L, 10L, "rows"), (status.Progress.Completed, status.Progress.Total, status.Progress.Unit));
        Assert.Equal(WorkState.Done, (await run.Completion.Soon()).State);
    }

    [Fact]
    public async Task Work_without_a_place_waits_and_can_be_cancelled()
    {
        var work = ScriptedWork.Writing();
        await using var occupied = await OccupiedPool.Of(_pool);
        var run = Run(work);

        Assert.Equal(WorkState.Waiting, run.Status.State);
        run.Cancel();

        Assert.Equal(WorkState.Cancelled, (await run.Completion.Soon()).State);
        Assert.Equal(0, work.Attempts);
    }

    [Fact]
    public async Task Work_under_way_that_is_cancelled_ends_cancelled()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = Run(new ScriptedWork(async context =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return ScriptedWork.Write(context);
        }));

        await begun.Task.Soon();
        run.Cancel();

        Assert.Equal(WorkState.Cancelled, (await run.Completion.Soon()).State);
    }

    [Fact]
    public async Task A_failure_is_told_in_its_own_words_and_the_next_attempt_is_free_of_it()
    {
        var failed = await Run(new ScriptedWork(context =>
        {
            context.Store.Stage(context.Item).Write("parts/half.txt", "hal"u8);
            throw new InvalidDataException("row 7 is broken");
        })).Completion.Soon();

        Assert.Equal((WorkState.Failed, "row 7 is broken"), (failed.State, failed.Failure));
        Assert.Null(failed.Manifest);

        var next = await Run(ScriptedWork.Writing()).Completion.Soon();

        Assert.Equal((WorkState.Done, false), (next.State, next.Reused));
        Assert.False(File.Exists(Path.Combine(_folder.FullPath, "outputs/x/parts/half.txt")));
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_failure()
    {
        var status = await Run(new ScriptedWork(_ => throw new OperationCanceledException("the disk went to sleep"))).Completion.Soon();

        Assert.Equal((WorkState.Failed, "the disk went to sleep"), (status.State, status.Failure));
    }

    [Fact]
    public async Task Work_that_has_ended_three_processes_is_not_tried_a_fourth_time_and_the_reason_names_them()
    {
        var work = ScriptedWork.Writing();
        foreach (var silo in (string[])["one", "two", "three"])
        {
            new WorkStore(_folder.Root, silo).Tries(ScriptedWork.Item()).Begin();
        }

        var status = await Run(work).Completion.Soon();

        Assert.Equal((WorkState.Failed, 0, false), (status.State, work.Attempts, status.MayPass));
        Assert.Contains("one, two, three", status.Failure, StringComparison.Ordinal);
        Assert.Equal(WorkState.Done, (await Run(work).Completion.Soon()).State);
    }

    [Fact]
    public async Task Tries_before_a_checkpoint_and_tries_that_ended_do_not_count()
    {
        var other = new WorkStore(_folder.Root, "other").Tries(ScriptedWork.Item());
        other.Begin();
        other.Begin();
        other.Advance();
        Assert.Single(other.Lost);

        await Run(new ScriptedWork(_ => throw new InvalidDataException("no"))).Completion.Soon();

        Assert.Empty(other.Lost);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_full_disk_may_pass_and_wrong_data_does_not(bool disk)
    {
        var status = await Run(new ScriptedWork(_ => throw (disk ? new IOException("No space left on device") : new InvalidDataException("row 7")))).Completion.Soon();

        Assert.Equal((WorkState.Failed, disk), (status.State, status.MayPass));
    }

    [Fact]
    public async Task An_accelerator_is_used_by_one_piece_of_work_at_a_time()
    {
        using var pool = new ComputePool(2);
        var (begun, mayEnd) = (new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var first = new ScriptedWork(
            async context =>
            {
                begun.SetResult(context.Device);
                await mayEnd.Task;
                return ScriptedWork.Write(context);
            },
            device: "cuda");
        var second = new ScriptedWork(context => Task.FromResult(ScriptedWork.Write(context)), device: "cuda");
        var services = Services(first, "cuda:3") with { Pool = pool };
        var running = new WorkRun(ScriptedWork.Item(), services);
        Assert.Equal("cuda:3", await begun.Task.Soon());

        var waiting = new WorkRun(ScriptedWork.Item("""{"b":2}"""), services with { Catalog = new WorkCatalog([second]) });
        Assert.Equal(WorkState.Waiting, waiting.Status.State);
        mayEnd.SetResult();

        Assert.Equal(WorkState.Done, (await running.Completion.Soon()).State);
        Assert.Equal(WorkState.Done, (await waiting.Completion.Soon()).State);
    }

    [Fact]
    public async Task Work_for_an_accelerator_that_the_silo_does_not_have_fails_and_says_so()
    {
        var status = await new WorkRun(ScriptedWork.Item(), Services(new ScriptedWork(context => Task.FromResult(ScriptedWork.Write(context)), device: "cuda"))).Completion.Soon();

        Assert.Equal(WorkState.Failed, status.State);
        Assert.Contains("'cuda'", status.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_whose_input_has_disappeared_says_that_this_is_why()
    {
        var work = new ScriptedWork(_ => throw new FileNotFoundException("scan-00000.part is not there"));
        var item = ScriptedWork.Item() with { Inputs = [new FileReference("outputs/x/scratch/scan-00000.part", 1, 1, "")] };

        var status = await new WorkRun(item, Services(work)).Completion.Soon();

        Assert.Equal((WorkState.Failed, true, false), (status.State, status.InputLost, status.MayPass));
    }
}
