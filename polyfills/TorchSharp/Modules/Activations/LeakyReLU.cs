using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x where positive, otherwise negative_slope · x</summary>
    public class LeakyReLU : nn.Module<Tensor, Tensor>
    {
        private readonly double negative_slope;
        private readonly bool inplace;

        internal LeakyReLU(double negative_slope, bool inplace)
            : base(nameof(LeakyReLU))
        {
            this.negative_slope = negative_slope;
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor input) => nn.functional.leaky_relu(input, negative_slope, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);
        }
    }
}
