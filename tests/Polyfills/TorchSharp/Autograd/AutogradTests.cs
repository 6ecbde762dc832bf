using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Autograd;

public sealed class AutogradTests
{
    [Fact]
    public void Backward_accumulates_into_the_leaves()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1f, 2, 3 }, requires_grad: true);

        x.pow(2).sum().backward();
        x.pow(2).sum().backward();

        Assert.Equal([4f, 8, 12], x.grad!.data<float>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Several_outputs_weigh_by_the_given_gradients()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1f, 2 }, requires_grad: true);

        (x * 3).backward([tensor(new[] { 1f, 10 })]);

        Assert.Equal([3f, 30], x.grad!.data<float>().ToArray());
        Assert.Throws<ExternalException>(() => (x * 3).backward());
    }

    [Fact]
    public void A_graph_is_used_once_unless_it_is_kept()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(3f, requires_grad: true);
        Tensor kept = x * x;
        kept.backward(retain_graph: true);
        kept.backward();

        Assert.Equal(12f, x.grad!.item<float>());
        var error = Assert.Throws<ExternalException>(() => kept.backward());
        Assert.Contains("a second time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_named_inputs_accumulate()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(3f, requires_grad: true);
        Tensor y = tensor(5f, requires_grad: true);

        (x * y).backward(inputs: [x]);

        Assert.Equal(5f, x.grad!.item<float>());
        Assert.Null(y.grad);
    }

    [Fact]
    public void Grad_returns_derivatives_of_any_order_and_leaves_the_leaves_alone()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(3.0, requires_grad: true);
        Tensor unused = tensor(1.0, requires_grad: true);

        Tensor first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        Tensor second = autograd.grad([first], [x])[0];
        IList<Tensor> sparse = autograd.grad([x.pow(2)], [x, unused], allow_unused: true);

        Assert.Equal(27.0, first.item<double>());
        Assert.Equal(18.0, second.item<double>());
        Assert.Equal(6.0, sparse[0].item<double>());
        Assert.Null(sparse[1]);
        Assert.Null(x.grad);
        Assert.Throws<ExternalException>(() => autograd.grad([x.pow(2)], [unused]));
    }

    [Fact]
    public void Guards_switch_recording_off_and_back_in_nested_order()
    {
        using Tensor x = tensor(3f, requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
            }
            Assert.False(is_grad_enabled());
        }
        Assert.True(is_grad_enabled());
        using (set_grad_enabled(false))
        {
            Assert.False(is_grad_enabled());
        }
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }
        Assert.False(is_inference_mode_enabled());
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void Grad_mode_belongs_to_the_thread()
    {
        using (no_grad())
        {
            bool elsewhere = false;
            var thread = new Thread(() => elsewhere = is_grad_enabled());
            thread.Start();
            thread.Join();

            Assert.True(elsewhere);
        }
    }

    [Fact]
    public void Detached_tensors_share_memory_but_not_the_graph()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1f, 2 }, requires_grad: true);
        Tensor y = x * 2;

        Tensor cut = y.detach();
        cut[0] = 9;

        Assert.False(cut.requires_grad);
        Assert.Equal(9f, y[0].item<float>());
        Assert.False(y.is_leaf);
        Assert.Same(cut, cut.requires_grad_());
        Assert.True(cut.requires_grad);
    }

    [Fact]
    public void Tensors_inside_the_graph_keep_their_gradient_when_asked_to()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(2f, requires_grad: true);
        Tensor y = x * 3;
        y.retain_grad();

        y.pow(2).backward();

        Assert.Equal(12f, y.grad!.item<float>());
        Assert.Equal(36f, x.grad!.item<float>());
    }

    [Fact]
    public void A_gradient_of_another_shape_cannot_be_assigned()
    {
        using Tensor x = tensor(new[] { 1f, 2 }, requires_grad: true);

        var error = Assert.Throws<ExternalException>(() => x.grad = zeros(3));

        Assert.Contains("expected [2] but got [3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assigned_gradient_is_accumulated_into_where_it_lies()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1f, 2 }, requires_grad: true);
        Tensor place = ones(2);
        x.grad = place;

        (x * 3).sum().backward();

        Assert.Equal([4f, 4], place.data<float>().ToArray());
    }
}
