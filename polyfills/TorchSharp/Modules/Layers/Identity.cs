using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The input itself.</summary>
    public class Identity : nn.Module<Tensor, Tensor>
    {
        internal Identity()
            : base(nameof(Identity))
        {
        }

        public override Tensor forward(Tensor input) => input.alias();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Identity Identity() => new();
        }
    }
}
