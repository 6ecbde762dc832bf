using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>tanh(x)</summary>
    public class Tanh : nn.Module<Tensor, Tensor>
    {
        private readonly bool inplace;

        internal Tanh(bool inplace)
            : base(nameof(Tanh))
        {
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor input) => inplace ? input.tanh_() : input.tanh();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Tanh Tanh(bool inplace = false) => new(inplace);
        }
    }
}
