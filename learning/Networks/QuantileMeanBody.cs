using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>The computation of a <see cref="QuantileMeanArchitecture"/>.</summary>
/// <param name="quantiles">[N, S] → [N, A · Q].</param>
/// <param name="actions">A.</param>
/// <param name="count">Q.</param>
public sealed class QuantileMeanBody(NetworkBody quantiles, int actions, int count) : NetworkBody
{
    public override Tensor Forward(Tensor input, ForwardPass pass) => quantiles.Forward(input, pass).view(-1, actions, count).mean([2]);
}
