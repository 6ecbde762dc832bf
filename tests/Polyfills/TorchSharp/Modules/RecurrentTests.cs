using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Modules;

public sealed class RecurrentTests
{
    [Fact]
    public void Weights_have_pytorchs_names_and_shapes()
    {
        using LSTM lstm = nn.LSTM(3, 4, numLayers: 2, bidirectional: true);
        using GRU gru = nn.GRU(3, 4);

        Assert.Equal(16, lstm.parameters().Count());
        Assert.Equal([16, 8], lstm.get_parameter("weight_ih_l1_reverse")!.shape);
        Assert.Equal(["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"], gru.state_dict().Keys);
        Assert.Equal([12, 4], gru.get_parameter("weight_hh_l0")!.shape);
    }

    [Fact]
    public void A_layer_is_its_cell_step_by_step()
    {
        using DisposeScope scope = NewDisposeScope();
        GRU gru = nn.GRU(3, 4);
        GRUCell gruCell = nn.GRUCell(3, 4);
        gruCell.load_state_dict(gru.state_dict().ToDictionary(entry => entry.Key[..^3], entry => entry.Value));
        LSTM lstm = nn.LSTM(3, 4);
        LSTMCell lstmCell = nn.LSTMCell(3, 4);
        lstmCell.load_state_dict(lstm.state_dict().ToDictionary(entry => entry.Key[..^3], entry => entry.Value));
        Tensor input = randn(5, 2, 3);

        (Tensor gruOutput, Tensor gruLast) = gru.call(input);
        (Tensor lstmOutput, Tensor lstmHidden, Tensor lstmCells) = lstm.call(input);
        Tensor state = gruCell.call(input[0]);
        (Tensor hidden, Tensor cell) = lstmCell.call(input[0]);
        for (int t = 1; t < 5; t++)
        {
            state = gruCell.call(input[t], state);
            (hidden, cell) = lstmCell.call(input[t], (hidden, cell));
        }

        Assert.Equal([5, 2, 4], gruOutput.shape);
        Assert.True(gruOutput[4].allclose(state, atol: 1e-6));
        Assert.True(gruLast[0].allclose(state, atol: 1e-6));
        Assert.True(lstmOutput[4].allclose(hidden, atol: 1e-6));
        Assert.True(lstmHidden[0].allclose(hidden, atol: 1e-6));
        Assert.True(lstmCells[0].allclose(cell, atol: 1e-6));
    }

    [Fact]
    public void The_batch_may_come_first_or_be_left_out()
    {
        using DisposeScope scope = NewDisposeScope();
        LSTM first = nn.LSTM(3, 4, batchFirst: true);
        LSTM second = nn.LSTM(3, 4);
        second.load_state_dict(first.state_dict());
        Tensor input = randn(2, 5, 3);

        Assert.True(first.call(input).Item1.transpose(0, 1).allclose(second.call(input.transpose(0, 1)).Item1, atol: 1e-6));
        (Tensor output, Tensor hidden, _) = second.call(input[0]);
        Assert.Equal([5, 4], output.shape);
        Assert.Equal([1, 4], hidden.shape);
        Assert.Throws<ArgumentException>(() => second.call(zeros(3)));
    }

    [Fact]
    public void Gradients_reach_every_weight_and_the_initial_state()
    {
        using DisposeScope scope = NewDisposeScope();
        LSTM lstm = nn.LSTM(3, 4, numLayers: 2, bidirectional: true);
        Tensor hidden = zeros(4, 2, 4, requires_grad: true);

        lstm.call(randn(5, 2, 3), (hidden, zeros(4, 2, 4))).Item1.sum().backward();

        Assert.NotNull(hidden.grad);
        Assert.All(lstm.parameters(), weight => Assert.NotEqual(0f, weight.grad!.abs().sum().item<float>()));
    }
}
