using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x Φ(x), with Φ the standard normal distribution</summary>
    public class GELU : nn.Module<Tensor, Tensor>
    {
        internal GELU()
            : base(nameof(GELU))
        {
        }

        public override Tensor forward(Tensor input) => LibTorch.nn_gelu(input);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static GELU GELU() => new();
        }
    }
}
