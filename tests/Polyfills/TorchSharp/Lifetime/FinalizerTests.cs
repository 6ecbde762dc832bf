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
        Process.FreeLostTensors();
        long before = Tensor.TotalCount;
        Lose(100);
        Process.FreeLostTensors();

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
}
