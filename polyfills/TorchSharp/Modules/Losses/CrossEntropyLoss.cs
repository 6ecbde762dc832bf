using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>-log softmax(input) at the target classes, or against target probabilities.</summary>
    public class CrossEntropyLoss : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly Tensor? weight;
        private readonly long? ignore_index;
        private readonly nn.Reduction reduction;

        internal CrossEntropyLoss(Tensor? weight, long? ignore_index, nn.Reduction reduction)
            : base(nameof(CrossEntropyLoss))
        {
            this.weight = weight;
            this.ignore_index = ignore_index;
            this.reduction = reduction;
        }

        public override Tensor forward(Tensor input, Tensor target) =>
            nn.functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static CrossEntropyLoss CrossEntropyLoss(
                Tensor? weight = null, long? ignore_index = null,
                Reduction reduction = Reduction.Mean) => new(weight, ignore_index, reduction);
        }
    }
}
