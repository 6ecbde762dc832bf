using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Lifetime;

public sealed class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it_but_for_what_left_it()
    {
        Tensor inside, moved, detached;
        using Tensor earlier = zeros(1);
        using (DisposeScope outer = NewDisposeScope())
        {
            using (DisposeScope inner = NewDisposeScope())
            {
                inside = zeros(1);
                moved = zeros(1).MoveToOuterDisposeScope();
                detached = zeros(1).DetachFromDisposeScope();
                Assert.Equal(1, inner.DisposablesCount);
                Assert.Equal(1, outer.DisposablesCount);
                Assert.True(inner.Contains(inside));
                Assert.False(inner.Contains(moved));
            }
            Assert.True(inside.IsInvalid);
            Assert.False(moved.IsInvalid);
        }

        Assert.True(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        Assert.False(earlier.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void Temporaries_of_an_expression_go_and_its_result_stays()
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor result;
        using (DisposeScope inner = NewDisposeScope())
        {
            Tensor x = ones(3);
            result = inner.MoveToOuter(((x + 1) * 2).sum());
        }
        Tensor wrapped = WrappedTensorDisposeScope(() => (ones(2) + 1).sum());

        Assert.Equal(12f, result.item<float>());
        Assert.Equal(4f, wrapped.item<float>());
        Assert.Equal(2, outer.DisposablesCount);
    }

    [Fact]
    public void A_scope_can_be_emptied_but_for_some()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor first = zeros(1);
        Tensor second = zeros(1);

        Assert.Same(first, scope.DisposeEverythingBut(first));

        Assert.False(first.IsInvalid);
        Assert.True(second.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
        scope.DisposeEverything();
        Assert.True(first.IsInvalid);
    }

    [Fact]
    public void A_tensor_disposed_by_hand_leaves_its_scope()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] row = [zeros(1), zeros(1), zeros(1)];

        row[0].Dispose();
        row[2].Dispose();

        Assert.Equal([row[1]], scope.DisposablesView);
    }

    [Fact]
    public void Tensors_and_other_disposables_can_be_attached()
    {
        var resource = new MemoryStream();
        Tensor loose = zeros(1);
        using (DisposeScope scope = NewDisposeScope())
        {
            Assert.Same(loose, scope.Attach(loose));
            scope.Attach(resource);
            Assert.Equal(2, scope.DisposablesCount);
        }

        Assert.True(loose.IsInvalid);
        Assert.False(resource.CanRead);
    }

    [Fact]
    public void A_scope_owns_what_was_moved_to_it()
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor moved = zeros(1);
        using (DisposeScope inner = NewDisposeScope())
        {
            outer.MoveToOther(inner, moved);
            Assert.Equal(0, outer.DisposablesCount);
        }

        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void Scopes_that_close_out_of_order_leave_the_right_one_open()
    {
        DisposeScope outer = NewDisposeScope();
        DisposeScope inner = NewDisposeScope();
        outer.Dispose();

        Assert.Same(inner, CurrentDisposeScope);
        inner.Dispose();
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void Scopes_belong_to_their_thread()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? made = null;
        var thread = new Thread(() => made = zeros(1));
        thread.Start();
        thread.Join();

        Assert.Equal(0, scope.DisposablesCount);
        made!.Dispose();
    }

    [Fact]
    public void Parameters_take_their_tensors_place_in_the_scope_and_layers_keep_theirs_outside()
    {
        Parameter parameter;
        Linear layer;
        using (DisposeScope scope = NewDisposeScope())
        {
            Tensor data = zeros(1);
            parameter = new Parameter(data);
            Assert.True(data.IsInvalid);
            Assert.True(scope.Contains(parameter));
            layer = nn.Linear(2, 2);
        }

        Assert.True(parameter.IsInvalid);
        Assert.False(layer.weight.IsInvalid);
        layer.Dispose();
        Assert.True(layer.weight.IsInvalid);
    }

    [Fact]
    public void Statistics_count_by_thread()
    {
        ThreadDisposeScopeStatistics? counts = null;
        var thread = new Thread(() =>
        {
            zeros(1).Dispose();
            using (NewDisposeScope())
            {
                zeros(1);
                zeros(1).DetachFromDisposeScope().Dispose();
            }
            counts = DisposeScopeManager.Statistics;
        });
        thread.Start();
        thread.Join();

        Assert.Equal(1, counts!.CreatedOutsideScopeCount);
        Assert.Equal(2, counts.CreatedInScopeCount);
        Assert.Equal(1, counts.DetachedFromScopeCount);
        Assert.Equal(0, counts.ThreadTotalLiveCount);
    }
}
