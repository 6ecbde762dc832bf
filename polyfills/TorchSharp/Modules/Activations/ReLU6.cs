using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>min(max(0, x), 6)</summary>
    public class ReLU6 : nn.Module<Tensor, Tensor>
    {
        private readonly bool inplace;

        internal ReLU6(bool inplace)
            : base(nameof(ReLU6))
        {
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor input) => inplace ? input.clamp_(0, 6) : LibTorch.nn_hardtanh(input, 0, 6);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static ReLU6 ReLU6(bool inplace = false) => new(inplace);
        }
    }
}
