using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>-(target log input + (1 - target) log(1 - input))</summary>
    public class BCELoss : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly Tensor? weight;
        private readonly nn.Reduction reduction;

        internal BCELoss(Tensor? weight, nn.Reduction reduction)
            : base(nameof(BCELoss))
        {
            this.weight = weight;
            this.reduction = reduction;
        }

        public override Tensor forward(Tensor input, Tensor target) => nn.functional.binary_cross_entropy(input, target, weight, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static BCELoss BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);
        }
    }
}
