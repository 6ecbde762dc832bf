using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ReAgent.Bench.PyTorch;

/// <summary>The same update with one Adam and one lerp over all weights at once.</summary>
internal sealed class FlatLearner : ILearner
{
    private readonly Batch[] batches;
    private readonly bool chooses;
    private readonly FlatNetwork online;
    private readonly FlatNetwork target;
    private readonly Adam optimizer;

    internal FlatLearner(Problem problem)
    {
        batches = Batch.Several(problem);
        chooses = problem.Double;
        online = new(problem.Widths);
        target = new(problem.Widths);
        using (no_grad())
        {
            target.Flat.copy_(online.Flat);
        }
        optimizer = optim.Adam([online.Flat], 1e-3);
    }

    public void Step(int index)
    {
        Batch batch = batches[index % batches.Length];
        using DisposeScope scope = NewDisposeScope();
        Tensor expected;
        using (no_grad())
        {
            Tensor next = target.Forward(batch.NextState);
            Tensor best = (chooses ? online.Forward(batch.NextState) : next).argmax(1, keepdim: true);
            Tensor bootstrap = next.gather(1, best);
            expected = batch.Reward.addcmul(batch.NotTerminal, bootstrap, 0.99);
        }
        Tensor loss = F.mse_loss(online.Forward(batch.State).gather(1, batch.Action), expected);
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        using (no_grad())
        {
            target.Flat.lerp_(online.Flat, 0.1);
        }
    }
}
