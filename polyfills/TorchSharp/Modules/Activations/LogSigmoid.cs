using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>log σ(x)</summary>
    public class LogSigmoid : nn.Module<Tensor, Tensor>
    {
        internal LogSigmoid()
            : base(nameof(LogSigmoid))
        {
        }

        public override Tensor forward(Tensor input) => LibTorch.nn_log_sigmoid(input);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static LogSigmoid LogSigmoid() => new();
        }
    }
}
