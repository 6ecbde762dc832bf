using ReAgent.Client.Tests.Commands;
using ReAgent.Contracts.Experiments;
using Xunit;

namespace ReAgent.Client.Tests.Views;

public sealed class PlainViewTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Fact]
    public async Task A_stage_has_a_line_at_its_start_one_at_its_end_and_few_in_between()
    {
        _bench.Experiment
            .Begins(Stage.Collect)
            .Moves(Stage.Collect, 1, 1000, 30_000, "transitions")
            .Moves(Stage.Collect, 4, 12_000, 30_000, "transitions")
            .Moves(Stage.Collect, 1, 15_000, 30_000, "transitions")
            .Ends(Stage.Collect, StageState.Done, 6.5, new SummaryLine("transitions", "30,000"), new SummaryLine("episodes", "1,352"))
            .Ends(Stage.Timeline, StageState.Reused, 0, new SummaryLine("rows", "30,000"))
            .Ends(Stage.Normalize, StageState.Skipped)
            .Begins(Stage.Train)
            .Moves(Stage.Train, 75, 580, 580, "steps", ("loss", 0.0123456), ("td_error", 1234.5))
            .Ends(Stage.Train, StageState.Done, 0, new SummaryLine("loss", "0.0123"))
            .Finishes();

        Assert.Equal(0, await _bench.Invoke("run", _bench.File("{seed: 42, model_path: x}")));

        Assert.Equal(
            """
            cartpole: collect to publish in outputs/cartpole (seed 42)
            collect    started
            collect    12,000 of 30,000 transitions (40 %), 2,400/s, 7.5 s left
            collect    done in 13 s; transitions: 30,000; episodes: 1,352
            timeline   already there; rows: 30,000
            normalize  not needed
            train      started
            train      580 of 580 steps (100 %), 7.733/s, loss 0.01235, td_error 1,234
            train      done in 1 min 15 s; loss: 0.0123

            collect    done                 13 s  transitions: 30,000
                                                  episodes: 1,352
            timeline   already there              rows: 30,000
            normalize  not needed
            train      done           1 min 15 s  loss: 0.0123
            completed in 1 min 28 s

            """,
            _bench.Output);
        Assert.Equal("note: cartpole.yaml:1:12: model_path has no effect here: nothing reads it\n", _bench.Errors);
    }

    public void Dispose() => _bench.Dispose();
}
