using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Binary cross entropy of σ(input), computed without overflow.</summary>
    public class BCEWithLogitsLoss : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly Tensor? weight;
        private readonly nn.Reduction reduction;
        private readonly Tensor? pos_weights;

        internal BCEWithLogitsLoss(Tensor? weight, nn.Reduction reduction, Tensor? pos_weights)
            : base(nameof(BCEWithLogitsLoss))
        {
            this.weight = weight;
            this.reduction = reduction;
            this.pos_weights = pos_weights;
        }

        public override Tensor forward(Tensor input, Tensor target) =>
            nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static BCEWithLogitsLoss BCEWithLogitsLoss(
                Tensor? weight = null, Reduction reduction = Reduction.Mean,
                Tensor? pos_weights = null) => new(weight, reduction, pos_weights);
        }
    }
}
