using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>exp(x) / Σ exp(x) along one dimension</summary>
    public class Softmax : nn.Module<Tensor, Tensor>
    {
        private readonly long dim;

        internal Softmax(long dim)
            : base(nameof(Softmax))
        {
            this.dim = dim;
        }

        public override Tensor forward(Tensor input) => input.softmax(dim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Softmax Softmax(long dim) => new(dim);
        }
    }
}
