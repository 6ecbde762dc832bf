using System.Runtime.CompilerServices;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Lifetime;

[Collection(Process.Tensors)]
public sealed class FinalizerTests
{
    [Fact]
    public void A_lost_tensor_is_freed_by_the_finalizer()
    {
        Collect();
        long before = Tensor.TotalCount;
        Lose(100);
        Collect();

        Assert.Equal(before, Tensor.TotalCount);
        Assert.True(Tensor.PeakCount >= before + 100);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Lose(int count)
    {
        var lost = new Tensor[count];
        for (int i = 0; i < count; i++)
        {
            lost[i] = zeros(1);
        }
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
