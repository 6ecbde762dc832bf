using ReAgent.Contracts.Collection;
using ReAgent.Contracts.Work;
using ReAgent.Grains.Collection;
using ReAgent.Grains.Work;
using Xunit;

namespace ReAgent.Grains.Tests.Work;

[Collection("grains")]
public class WorkGrainTests(GrainCluster cluster)
{
    // A worker's key is the identity of its work, so every test has a seed of its own.
    private static WorkItem Item(string folder, ulong seed, int index, string environment = "CartPole-v0") =>
        new(CollectWork.KindName, index, 2, seed, WorkJson.Write(new CollectWork.Options(environment, 50, 20)), [], $"outputs/{folder}");

    private IEpisodeCollectorGrain Worker(WorkItem item) => cluster.Grains.GetGrain<IEpisodeCollectorGrain>(item.GrainKey());

    private static async Task<WorkStatus> Finish(IEpisodeCollectorGrain worker, WorkItem item)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        while (true)
        {
            var status = await worker.Run(item, patience.Token).Soon();
            if (status.State is not (WorkState.Waiting or WorkState.Running))
            {
                return status;
            }
        }
    }

    [Fact]
    public async Task Workers_with_different_keys_share_no_state()
    {
        var (one, other) = (Item("workers", 101, 0), Item("workers", 101, 1));
        await using (await OccupiedPool.Of(cluster.Pool))
        {
            Assert.Equal(WorkState.Waiting, (await Worker(one).Run(one, CancellationToken.None).Soon()).State);
            Assert.Equal(WorkState.Waiting, (await Worker(other).Run(other, CancellationToken.None).Soon()).State);
            await Worker(one).Cancel().Soon();
            Assert.Equal(WorkState.Waiting, (await Worker(other).Run(other, CancellationToken.None).Soon()).State);
        }

        var done = await Finish(Worker(other), other);

        Assert.Equal((WorkState.Done, false), (done.State, done.Reused));
        Assert.EndsWith("part-00001.parquet", Assert.Single(done.Manifest!.Files).Path, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(cluster.DataRoot, "outputs/workers/episodes/part-00000.parquet")));
    }

    [Fact]
    public async Task Cancelled_work_is_taken_up_again_when_it_is_asked_for()
    {
        var item = Item("again", 102, 0);
        await using (await OccupiedPool.Of(cluster.Pool))
        {
            await Worker(item).Run(item, CancellationToken.None).Soon();
            await Worker(item).Cancel().Soon();
        }

        Assert.Equal(WorkState.Done, (await Finish(Worker(item), item)).State);
    }

    [Fact]
    public async Task A_worker_does_only_the_item_of_its_key()
    {
        var (mine, foreign) = (Item("keys", 103, 0), Item("keys", 103, 1));

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => Worker(mine).Run(foreign, CancellationToken.None).Soon());

        Assert.Contains(mine.Id(), failure.Message, StringComparison.Ordinal);
        Assert.Contains(foreign.Id(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_an_answer_not_an_exception()
    {
        var item = Item("failures", 104, 0, "CartPol-v0");

        var status = await Finish(Worker(item), item);

        Assert.Equal(WorkState.Failed, status.State);
        Assert.Contains("CartPol-v0", status.Failure, StringComparison.Ordinal);
    }
}
