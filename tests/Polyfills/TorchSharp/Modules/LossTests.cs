using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace ReAgent.Polyfills.TorchSharp.Tests.Modules;

public sealed class LossTests
{
    [Fact]
    public void Regression_losses_have_their_formulas_and_reductions()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = tensor(new[] { 0.0, 1, 4 });
        Tensor target = tensor(new[] { 0.5, 1, 1 });

        Assert.Equal([0.25, 0, 9], Values(F.mse_loss(input, target, Reduction.None)));
        Assert.Equal(9.25, F.mse_loss(input, target, Reduction.Sum).item<double>());
        Assert.Equal(9.25 / 3, F.mse_loss(input, target).item<double>(), 1e-12);
        Assert.Equal([0.5, 0, 3], Values(F.l1_loss(input, target, Reduction.None)));
        Assert.Equal([0.125, 0, 2.5], Values(F.smooth_l1_loss(input, target, Reduction.None)));
        Assert.Equal([0.0625, 0, 2], Values(F.smooth_l1_loss(input, target, Reduction.None, beta: 2)));
        Assert.Equal([0.125, 0, 4], Values(F.huber_loss(input, target, 2, Reduction.None)));
        Assert.Equal(F.mse_loss(input, target).item<double>(), MSELoss().call(input, target).item<double>());
        Assert.Equal(F.huber_loss(input, target, 2).item<double>(), HuberLoss(2).call(input, target).item<double>());
    }

    [Fact]
    public void Classification_losses_agree_with_each_other()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor scores = tensor(new[,] { { 1.0, 2, 3 }, { 0, 0, 0 } });
        Tensor classes = tensor(new[] { 2L, 0 });

        Tensor loss = F.cross_entropy(scores, classes, reduction: Reduction.None);

        Assert.Equal([0.4076059644443803, Math.Log(3)], Values(loss), Close);
        Assert.True(F.nll_loss(scores.log_softmax(1), classes, reduction: Reduction.None).allclose(loss));
        Assert.True(F.cross_entropy(scores, F.one_hot(classes, 3).@double(), reduction: Reduction.None).allclose(loss));
        Assert.True(CrossEntropyLoss().call(scores, classes).allclose(loss.mean()));
        Tensor odds = tensor(new[] { -1.0, 2 });
        Tensor labels = tensor(new[] { 0.0, 1 });
        Assert.True(F.binary_cross_entropy_with_logits(odds, labels).allclose(F.binary_cross_entropy(odds.sigmoid(), labels)));
        Assert.Equal(
            0.3132616875182228, F.binary_cross_entropy_with_logits(odds, labels, reduction: Reduction.None)[0].item<double>(), 1e-12);
    }

    [Fact]
    public void The_divergence_takes_log_targets_by_default()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = tensor(new[] { 0.5, 0.5 }).log();
        Tensor target = tensor(new[] { 0.9, 0.1 });
        double expected = (0.9 * Math.Log(1.8)) + (0.1 * Math.Log(0.2));

        Assert.Equal(expected, F.kl_div(input, target.log(), reduction: Reduction.Sum).item<double>(), 1e-12);
        Assert.Equal(expected, F.kl_div(input, target, log_target: false, reduction: Reduction.Sum).item<double>(), 1e-12);
        Assert.Equal(expected / 2, KLDivLoss().call(input, target.log()).item<double>(), 1e-12);
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-12;

    private static double[] Values(Tensor tensor) => tensor.data<double>().ToArray();
}
