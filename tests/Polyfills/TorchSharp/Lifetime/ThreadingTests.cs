using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ReAgent.Polyfills.TorchSharp.Tests.Lifetime;

[Collection(Process.Tensors)]
public sealed class ThreadingTests
{
    [Fact]
    public void Networks_trained_side_by_side_learn_what_they_learn_alone()
    {
        using var template = nn.Linear(4, 2);
        using Tensor input = linspace(-1, 1, 32).view(8, 4);
        using Tensor target = linspace(1, -1, 16).view(8, 2);
        float[] alone = Train();
        var together = new float[8][];

        Parallel.For(0, together.Length, i => together[i] = Train());

        Assert.All(together, weights => Assert.Equal(alone, weights));

        float[] Train()
        {
            using DisposeScope outer = NewDisposeScope();
            using Linear layer = nn.Linear(4, 2);
            layer.load_state_dict(template.state_dict());
            using Adam optimizer = optim.Adam(layer.parameters(), 0.05);
            for (int i = 0; i < 50; i++)
            {
                using DisposeScope scope = NewDisposeScope();
                optimizer.zero_grad();
                F.mse_loss(layer.call(input), target).backward();
                optimizer.step();
            }
            return layer.weight.detach().data<float>().ToArray();
        }
    }

    [Fact]
    public void Temporaries_that_the_collector_finds_early_are_not_freed_while_libtorch_reads_them()
    {
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        double total = 0;
        for (int i = 0; i < 2000; i++)
        {
            // Nothing here is held by a scope or a variable: only the call itself keeps its operands.
            total += full(64, 1.0).add(full(64, 2.0)).mul(full(64, 3.0)).sum().ToDouble();
        }
        stop.Cancel();
        collector.Join();

        Assert.Equal(2000 * 64 * 9.0, total);
    }
}
