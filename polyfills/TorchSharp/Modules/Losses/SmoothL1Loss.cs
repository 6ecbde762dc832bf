using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>d² / (2 β) where d = |input - target| is below β, otherwise d - β / 2.</summary>
    public class SmoothL1Loss : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly nn.Reduction reduction;
        private readonly double beta;

        internal SmoothL1Loss(nn.Reduction reduction, double beta)
            : base(nameof(SmoothL1Loss))
        {
            this.reduction = reduction;
            this.beta = beta;
        }

        public override Tensor forward(Tensor input, Tensor target) => nn.functional.smooth_l1_loss(input, target, reduction, beta);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0) => new(reduction, beta);
        }
    }
}
