using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>max(0, x)</summary>
    public class ReLU : nn.Module<Tensor, Tensor>
    {
        private readonly bool inplace;

        internal ReLU(bool inplace)
            : base(nameof(ReLU))
        {
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor input) => inplace ? input.relu_() : input.relu();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static ReLU ReLU(bool inplace = false) => new(inplace);
        }
    }
}
