using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>While training, zeroes each element with probability p and scales the others by 1 / (1 - p).</summary>
    public class Dropout : nn.Module<Tensor, Tensor>
    {
        private readonly double p;
        private readonly bool inplace;

        internal Dropout(double p, bool inplace)
            : base(nameof(Dropout))
        {
            this.p = p;
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor input) => nn.functional.dropout(input, p, training, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);
        }
    }
}
