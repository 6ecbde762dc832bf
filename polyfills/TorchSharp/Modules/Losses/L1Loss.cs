using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>|input - target|</summary>
    public class L1Loss : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly nn.Reduction reduction;

        internal L1Loss(nn.Reduction reduction)
            : base(nameof(L1Loss))
        {
            this.reduction = reduction;
        }

        public override Tensor forward(Tensor input, Tensor target) => nn.functional.l1_loss(input, target, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static L1Loss L1Loss(Reduction reduction = Reduction.Mean) => new(reduction);
        }
    }
}
