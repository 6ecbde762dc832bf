using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x σ(x)</summary>
    public class SiLU : nn.Module<Tensor, Tensor>
    {
        private readonly bool inplace;

        internal SiLU(bool inplace)
            : base(nameof(SiLU))
        {
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor input) => nn.functional.silu(input, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static SiLU SiLU(bool inplace = false) => new(inplace);
        }
    }
}
