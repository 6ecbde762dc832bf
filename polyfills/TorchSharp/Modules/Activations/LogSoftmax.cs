using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x - log Σ exp(x) along one dimension</summary>
    public class LogSoftmax : nn.Module<Tensor, Tensor>
    {
        private readonly long dim;

        internal LogSoftmax(long dim)
            : base(nameof(LogSoftmax))
        {
            this.dim = dim;
        }

        public override Tensor forward(Tensor input) => input.log_softmax(dim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static LogSoftmax LogSoftmax(long dim) => new(dim);
        }
    }
}
