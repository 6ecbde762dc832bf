using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x limited to [min_val, max_val]</summary>
    public class Hardtanh : nn.Module<Tensor, Tensor>
    {
        private readonly double min_val;
        private readonly double max_val;
        private readonly bool inplace;

        internal Hardtanh(double min_val, double max_val, bool inplace)
            : base(nameof(Hardtanh))
        {
            this.min_val = min_val;
            this.max_val = max_val;
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor input) =>
            inplace ? input.clamp_(min_val, max_val) : LibTorch.nn_hardtanh(input, min_val, max_val);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Hardtanh Hardtanh(double min_val = -1.0, double max_val = 1.0, bool inplace = false) =>
                new(min_val, max_val, inplace);
        }
    }
}
