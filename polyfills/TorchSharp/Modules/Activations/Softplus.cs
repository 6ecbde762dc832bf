using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>log(1 + exp(β x)) / β, and x itself where β x exceeds the threshold</summary>
    public class Softplus : nn.Module<Tensor, Tensor>
    {
        private readonly double beta;
        private readonly double threshold;

        internal Softplus(double beta, double threshold)
            : base(nameof(Softplus))
        {
            this.beta = beta;
            this.threshold = threshold;
        }

        public override Tensor forward(Tensor input) => LibTorch.nn_softplus(input, beta, threshold);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Softplus Softplus(double beta = 1.0, double threshold = 20.0) => new(beta, threshold);
        }
    }
}
