using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>d² / 2 where d = |input - target| is at most δ, otherwise δ (d - δ / 2).</summary>
    public class HuberLoss : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly double delta;
        private readonly nn.Reduction reduction;

        internal HuberLoss(double delta, nn.Reduction reduction)
            : base(nameof(HuberLoss))
        {
            this.delta = delta;
            this.reduction = reduction;
        }

        public override Tensor forward(Tensor input, Tensor target) => nn.functional.huber_loss(input, target, delta, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static HuberLoss HuberLoss(double delta = 1.0, Reduction reduction = Reduction.Mean) => new(delta, reduction);
        }
    }
}
