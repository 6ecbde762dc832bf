using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>The computation of a <see cref="QuantileMeanArchitecture"/>.</summary>
/// <param name="quantiles">[N, S] → [N, A · Q].</param>
/// <param name="actions">A.</param>
/// <param name="count">Q.</param>
public sealed class QuantileMeanBody(NetworkBody quantiles, int actions, int count) : NetworkBody
{
    public override Tensor Forward(Tensor input, ForwardPass pass) => Mean(quantiles.Forward(input, pass));

    internal override Tensor Finish(Tensor trunk, ForwardPass pass) => Mean(quantiles.Finish(trunk, pass));

    private Tensor Mean(Tensor values) => values.view(-1, actions, count).mean([2]);
}
