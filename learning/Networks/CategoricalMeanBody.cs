using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>The computation of a <see cref="CategoricalMeanArchitecture"/>.</summary>
/// <param name="architecture">The returns.</param>
/// <param name="logits">[N, S] → [N, A · Z].</param>
public sealed class CategoricalMeanBody(CategoricalMeanArchitecture architecture, NetworkBody logits) : NetworkBody
{
    public override Tensor Forward(Tensor input, ForwardPass pass) => Mean(logits.Forward(input, pass));

    internal override Tensor Finish(Tensor trunk, ForwardPass pass) => Mean(logits.Finish(trunk, pass));

    private Tensor Mean(Tensor values)
    {
        var probabilities = values.view(-1, architecture.Outputs, architecture.Atoms).softmax(2);
        return probabilities.matmul(linspace(architecture.Lowest, architecture.Highest, architecture.Atoms, device: values.device));
    }
}
