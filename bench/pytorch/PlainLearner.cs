using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace ReAgent.Bench.PyTorch;

/// <summary>The update as one writes it in PyTorch: modules, Adam over every parameter, one lerp per parameter.</summary>
internal sealed class PlainLearner : ILearner
{
    private readonly Batch[] batches;
    private readonly bool chooses;
    private readonly Sequential online;
    private readonly Sequential target;
    private readonly Adam optimizer;
    private readonly (Parameter Slow, Parameter Fast)[] pairs;

    internal PlainLearner(Problem problem)
    {
        batches = Batch.Several(problem);
        chooses = problem.Double;
        online = Network(problem.Widths);
        target = Network(problem.Widths);
        target.load_state_dict(online.state_dict());
        optimizer = optim.Adam(online.parameters(), 1e-3);
        pairs = [.. target.parameters().Zip(online.parameters())];
    }

    public void Step(int index)
    {
        Batch batch = batches[index % batches.Length];
        using DisposeScope scope = NewDisposeScope();
        Tensor expected;
        using (no_grad())
        {
            Tensor next = target.call(batch.NextState);
            Tensor best = (chooses ? online.call(batch.NextState) : next).argmax(1, keepdim: true);
            Tensor bootstrap = next.gather(1, best);
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

    private static Sequential Network(int[] widths)
    {
        List<(string, Module<Tensor, Tensor>)> layers = [];
        for (int i = 1; i < widths.Length; i++)
        {
            layers.Add(($"linear{i}", nn.Linear(widths[i - 1], widths[i])));
            if (i < widths.Length - 1)
            {
                layers.Add(($"relu{i}", nn.ReLU()));
            }
        }
        return nn.Sequential(layers);
    }
}
