using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>
/// What a network computes, apart from the values it computes with: a body holds slots, not tensors, so a network and its target share one.
/// </summary>
public abstract class NetworkBody
{
    /// <summary>The output for a batch of inputs.</summary>
    /// <param name="input">[N, inputs].</param>
    /// <param name="pass">The parameters' values, and whether this is learning or use.</param>
    /// <returns>[N, outputs].</returns>
    public abstract Tensor Forward(Tensor input, ForwardPass pass);

    /// <summary>The output, given that of the architecture's trunk, wherever that was computed.</summary>
    /// <param name="trunk">[N, outputs of the trunk].</param>
    /// <param name="pass">The parameters' values, and whether this is learning or use.</param>
    /// <returns>[N, outputs].</returns>
    internal virtual Tensor Finish(Tensor trunk, ForwardPass pass) => trunk;
}
