using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ReAgent.Polyfills.TorchSharp.Tests.Lifetime;

[Collection(Process.Tensors)]
public sealed class TrainingMemoryTests
{
    [Fact]
    public void A_thousand_training_steps_in_scopes_leave_no_tensor_behind()
    {
        using Sequential network = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 2));
        using Adam optimizer = optim.Adam(network.parameters());
        using Tensor states = randn(32, 4);
        using Tensor targets = randn(32, 2);
        Step(network, optimizer, states, targets);
        Process.FreeLostTensors();
        long before = Tensor.TotalCount;
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        for (int i = 0; i < 1000; i++)
        {
            Step(network, optimizer, states, targets);
        }

        Assert.Equal(before, Tensor.TotalCount);
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Parameters_that_are_views_of_one_tensor_learn_through_one_flat_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weights = tensor(new float[] { 0.5f, -0.25f, 1f, 2f, -1f, 0.125f });
        var flat = new Parameter(weights.clone());
        Tensor flatGradient = zeros(6);
        flat.grad = flatGradient;
        var weight = new Parameter(flat.detach().narrow(0, 0, 4).view(2, 2));
        var bias = new Parameter(flat.detach().narrow(0, 4, 2));
        weight.grad = flatGradient.narrow(0, 0, 4).view(2, 2);
        bias.grad = flatGradient.narrow(0, 4, 2);
        using SGD optimizer = optim.SGD([flat], 0.5);
        Tensor input = tensor(new float[] { 1, 2, 3, 4 }, new long[] { 2, 2 });

        F.linear(input, weight, bias).sum().backward();

        // d/dW of the sum of all outputs is the column sums of the input for each row; d/db is the batch size.
        float[] expected = [4, 6, 4, 6, 2, 2];
        Assert.Equal(expected, flatGradient.data<float>().ToArray());

        F.linear(input, weight, bias).sum().backward();
        Assert.Equal(8f, flatGradient[0].item<float>());

        optimizer.step();
        Assert.Equal(0.5f - (0.5f * 8), weight[0, 0].item<float>());
        optimizer.zero_grad();
        Assert.Equal(0f, weight.grad!.abs().sum().item<float>());
    }

    private static void Step(Sequential network, Adam optimizer, Tensor states, Tensor targets)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = F.mse_loss(network.call(states), targets);
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
    }
}
