using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Encoder layers in a row, each starting from a copy of the given layer's weights. Input and output are [S, N, E].</summary>
    public class TransformerEncoder : nn.Module<Tensor, Tensor?, Tensor?, Tensor>
    {
        private readonly TransformerEncoderLayer[] row;

        internal TransformerEncoder(IEnumerable<TransformerEncoderLayer> layers)
            : base(nameof(TransformerEncoder))
        {
            row = [.. layers];
            var list = new ModuleList<TransformerEncoderLayer>(row);
            register_module("layers", list);
        }

        public override Tensor forward(Tensor src, Tensor? src_mask, Tensor? src_key_padding_mask)
        {
            foreach (TransformerEncoderLayer layer in row)
            {
                src = layer.call(src, src_mask, src_key_padding_mask);
            }
            return src;
        }

        public Tensor call(Tensor src) => call(src, null, null);

        public Tensor forward(Tensor src) => forward(src, null, null);

        // The components were registered as they were made.
        protected override void RegisterComponents()
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static TransformerEncoder TransformerEncoder(TransformerEncoderLayer encoder_layer, long num_layers) =>
                new(Enumerable.Range(0, checked((int)num_layers)).Select(_ => encoder_layer.Copy()));
        }
    }
}
