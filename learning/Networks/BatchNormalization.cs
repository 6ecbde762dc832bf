using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>
/// Every column normalized to mean 0 and variance 1, then scaled and shifted by learned values. A training step uses the batch's own
/// moments; the network in use takes running ones, which move by a tenth with every batch that is learned from.
/// </summary>
/// <remarks>
/// Only computations with a gradient move the running moments: those are the states that the network learns from. (The original also counts
/// every target and every logging pass.)
/// </remarks>
public sealed class BatchNormalization
{
    private const double Momentum = 0.1;
    private const double Epsilon = 1e-5;

    private readonly int _weight;
    private readonly int _bias;
    private readonly int _mean;
    private readonly int _variance;

    public BatchNormalization(int width, ParameterDeclaration parameters, string prefix)
    {
        _weight = parameters.Parameter($"{prefix}weight", [width], 1, 0);
        _bias = parameters.Parameter($"{prefix}bias", [width], 0, 0);
        _mean = parameters.Statistic($"{prefix}running_mean", [width], 0);
        _variance = parameters.Statistic($"{prefix}running_var", [width], 1);
    }

    /// <summary>[N, width] → [N, width].</summary>
    public Tensor Forward(Tensor input, ForwardPass pass)
    {
        Tensor mean, variance;
        if (pass.Learning)
        {
            mean = input.mean([0]);
            variance = input.var(0, unbiased: false);
            if (is_grad_enabled())
            {
                Observe(mean.detach(), variance.detach(), input.shape[0], pass);
            }
        }
        else
        {
            mean = pass.Statistic(_mean);
            variance = pass.Statistic(_variance);
        }

        return ((input - mean) / (variance + Epsilon).sqrt() * pass.Parameter(_weight)) + pass.Parameter(_bias);
    }

    private void Observe(Tensor mean, Tensor variance, long rows, ForwardPass pass)
    {
        // One row says nothing about the spread.
        if (rows > 1)
        {
            pass.Statistic(_mean).lerp_(mean, Momentum);
            pass.Statistic(_variance).lerp_(variance * ((double)rows / (rows - 1)), Momentum);
        }
    }
}
