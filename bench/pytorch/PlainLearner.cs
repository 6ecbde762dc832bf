using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ReAgent.Bench.PyTorch;

/// <summary>The update as one writes it in PyTorch: modules, Adam over every parameter, one lerp per parameter.</summary>
internal sealed class PlainLearner : IDqnLearner
{
    private readonly Sequential online = Network();
    private readonly Sequential target = Network();
    private readonly Adam optimizer;
    private readonly (Parameter Slow, Parameter Fast)[] pairs;

    internal PlainLearner()
    {
        target.load_state_dict(online.state_dict());
        optimizer = optim.Adam(online.parameters(), 1e-3);
        pairs = [.. target.parameters().Zip(online.parameters())];
    }

    public void Step(Batch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor expected;
        using (no_grad())
        {
            Tensor best = online.call(batch.NextState).argmax(1, keepdim: true);
            Tensor bootstrap = target.call(batch.NextState).gather(1, best);
            expected = batch.Reward + (0.99 * batch.NotTerminal * bootstrap);
        }
        Tensor loss = F.mse_loss(online.call(batch.State).gather(1, batch.Action), expected);
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        using (no_grad())
        {
            foreach ((Parameter slow, Parameter fast) in pairs)
            {
                slow.lerp_(fast, 0.1);
            }
        }
    }

    private static Sequential Network() =>
        nn.Sequential(nn.Linear(4, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 2));
}
