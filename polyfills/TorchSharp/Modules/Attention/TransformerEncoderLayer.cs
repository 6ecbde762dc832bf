using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Self-attention and a feed-forward network, each added to its input and normalized (Vaswani et al. 2017). Input and output
    /// are [S, N, E].</summary>
    public class TransformerEncoderLayer : nn.Module<Tensor, Tensor?, Tensor?, Tensor>
    {
        private readonly MultiheadAttention attention;
        private readonly Linear widen;
        private readonly Linear narrow;
        private readonly LayerNorm firstNorm;
        private readonly LayerNorm secondNorm;
        private readonly double dropout;
        private readonly nn.Activations activation;

        internal TransformerEncoderLayer(long d_model, long nhead, long dim_feedforward, double dropout, nn.Activations activation)
            : base(nameof(TransformerEncoderLayer))
        {
            this.dropout = dropout;
            this.activation = activation;
            attention = nn.MultiheadAttention(d_model, nhead, dropout);
            widen = nn.Linear(d_model, dim_feedforward);
            narrow = nn.Linear(dim_feedforward, d_model);
            firstNorm = nn.LayerNorm(d_model);
            secondNorm = nn.LayerNorm(d_model);
            register_module("self_attn", attention);
            register_module("linear1", widen);
            register_module("linear2", narrow);
            register_module("norm1", firstNorm);
            register_module("norm2", secondNorm);
        }

        /// <param name="src">[S, N, E]</param>
        /// <param name="src_mask">[S, S], where a position must not look.</param>
        /// <param name="src_key_padding_mask">[N, S], where there is nothing to look at.</param>
        public override Tensor forward(Tensor src, Tensor? src_mask, Tensor? src_key_padding_mask) => WrappedTensorDisposeScope(() =>
        {
            Tensor looked = attention.call(src, src, src, src_key_padding_mask, false, src_mask).Item1;
            Tensor attended = firstNorm.call(src + Dropped(looked));
            Tensor wide = widen.call(attended);
            Tensor active = activation == nn.Activations.ReLU ? wide.relu() : nn.functional.gelu(wide);
            return secondNorm.call(attended + Dropped(narrow.call(Dropped(active))));
        });

        public Tensor call(Tensor src) => call(src, null, null);

        public Tensor forward(Tensor src) => forward(src, null, null);

        internal TransformerEncoderLayer Copy()
        {
            var copy = new TransformerEncoderLayer(
                firstNorm.weight!.size(0), attention.Heads, widen.out_features, dropout, activation);
            copy.load_state_dict(state_dict());
            return copy;
        }

        // The components were registered as they were made.
        protected override void RegisterComponents()
        {
        }

        private Tensor Dropped(Tensor input) => nn.functional.dropout(input, dropout, training);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The nonlinearities of a transformer's feed-forward networks.</summary>
            public enum Activations
            {
                ReLU = 0,
                GELU = 1,
            }

            public static TransformerEncoderLayer TransformerEncoderLayer(
                long d_model = 512,
                long nhead = 8,
                long dim_feedforward = 2048,
                double dropout = 0.1,
                Activations activation = Activations.ReLU) => new(d_model, nhead, dim_feedforward, dropout, activation);
        }
    }
}
