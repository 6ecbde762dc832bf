using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>-input at the target classes; the input holds log-probabilities.</summary>
    public class NLLLoss : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly Tensor? weight;
        private readonly nn.Reduction reduction;

        internal NLLLoss(Tensor? weight, nn.Reduction reduction)
            : base(nameof(NLLLoss))
        {
            this.weight = weight;
            this.reduction = reduction;
        }

        public override Tensor forward(Tensor input, Tensor target) => nn.functional.nll_loss(input, target, weight, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);
        }
    }
}
