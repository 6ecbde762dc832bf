using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x tanh(softplus(x))</summary>
    public class Mish : nn.Module<Tensor, Tensor>
    {
        internal Mish()
            : base(nameof(Mish))
        {
        }

        public override Tensor forward(Tensor input) => LibTorch.nn_mish(input);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Mish Mish() => new();
        }
    }
}
