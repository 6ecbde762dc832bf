using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>1 / (1 + e⁻ˣ)</summary>
    public class Sigmoid : nn.Module<Tensor, Tensor>
    {
        private readonly bool inplace;

        internal Sigmoid(bool inplace)
            : base(nameof(Sigmoid))
        {
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor input) => inplace ? input.sigmoid_() : input.sigmoid();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Sigmoid Sigmoid(bool inplace = false) => new(inplace);
        }
    }
}
