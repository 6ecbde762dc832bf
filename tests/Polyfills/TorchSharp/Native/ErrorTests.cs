using System.Runtime.InteropServices;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ReAgent.Polyfills.TorchSharp.Tests.Native;

public sealed class ErrorTests
{
    [Fact]
    public void A_mismatch_of_shapes_throws_with_libtorchs_message_and_without_its_stack()
    {
        using Tensor two = zeros(2);
        using Tensor three = zeros(3);

        var error = Assert.Throws<ExternalException>(() => two + three);

        Assert.Equal("The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0", error.Message);
    }

    [Fact]
    public void A_mismatched_matmul_throws_and_the_process_lives_on()
    {
        using Tensor left = zeros(2, 3);
        using Tensor right = zeros(2, 3);

        var error = Assert.Throws<ExternalException>(() => left.matmul(right));

        Assert.Equal("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", error.Message);
    }

    [Fact]
    public void Every_kind_of_call_reports_its_failure()
    {
        using Tensor row = zeros(3);
        using Tensor whole = arange(3);

        Assert.Throws<ExternalException>(() => row.view(2, 2));
        Assert.Throws<ExternalException>(() => row.add_(zeros(2)));
        Assert.Throws<ExternalException>(() => row.max(4));
        Assert.Throws<ExternalException>(() => row.split([1, 1]));
        Assert.Throws<ExternalException>(() => row[7]);
        Assert.Throws<ExternalException>(() => row.item<float>());
        Assert.Throws<ExternalException>(() => cat([row, zeros(2, 2)]));
        Assert.Throws<ExternalException>(() => F.linear(row, zeros(2, 2)));
        Assert.Throws<ExternalException>(() => row.backward());
        Assert.Throws<ExternalException>(() => whole.requires_grad = true);
        Assert.Throws<ExternalException>(() => linalg.cholesky(-eye(2)));
    }

    [Fact]
    public void A_disposed_tensor_says_so()
    {
        Tensor row = zeros(3);
        row.Dispose();

        Assert.Throws<InvalidOperationException>(() => row + 1);
        Assert.True(row.IsInvalid);
        Assert.Equal("Invalid", row.ToString());
        row.Dispose();
    }

    [Fact]
    public void Errors_of_other_threads_do_not_mix()
    {
        using Tensor two = zeros(2);
        using Tensor three = zeros(3);

        Parallel.For(0, 64, i =>
        {
            var error = Assert.Throws<ExternalException>(() => i % 2 == 0 ? two + three : two.view(5));
            Assert.Contains(i % 2 == 0 ? "must match the size" : "is invalid for input of size", error.Message, StringComparison.Ordinal);
        });
    }
}
