using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Kullback-Leibler divergence of the target from the input, which holds log-probabilities; so does the target with
    /// log_target.</summary>
    public class KLDivLoss : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly bool log_target;
        private readonly nn.Reduction reduction;

        internal KLDivLoss(bool log_target, nn.Reduction reduction)
            : base(nameof(KLDivLoss))
        {
            this.log_target = log_target;
            this.reduction = reduction;
        }

        public override Tensor forward(Tensor input, Tensor target) => nn.functional.kl_div(input, target, log_target, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) => new(log_target, reduction);
        }
    }
}
