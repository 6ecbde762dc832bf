using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x where positive, otherwise α (eˣ - 1)</summary>
    public class ELU : nn.Module<Tensor, Tensor>
    {
        private readonly double alpha;
        private readonly bool inplace;

        internal ELU(double alpha, bool inplace)
            : base(nameof(ELU))
        {
            this.alpha = alpha;
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor input) => nn.functional.elu(input, alpha, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static ELU ELU(double alpha = 1.0, bool inplace = false) => new(alpha, inplace);
        }
    }
}
