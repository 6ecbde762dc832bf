using System;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Attention of several heads (Vaswani et al. 2017). Queries [L, N, E], keys and values [S, N, E]; the result is the output
    /// [L, N, E] and, when asked for, the weights [N, L, S], averaged over the heads.</summary>
    public class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor?>>
    {
        private readonly Parameter inProjectionWeight;
        private readonly Parameter? inProjectionBias;
        private readonly Linear outProjection;
        private readonly long heads;
        private readonly double dropout;

        internal MultiheadAttention(long embedded_dim, long num_heads, double dropout, bool bias)
            : base(nameof(MultiheadAttention))
        {
            if (embedded_dim % num_heads != 0)
            {
                throw new ArgumentException($"The embedding dimension {embedded_dim} must be a multiple of the number of heads {num_heads}.");
            }
            heads = num_heads;
            this.dropout = dropout;
            inProjectionWeight = nn.init.xavier_uniform_(empty(3 * embedded_dim, embedded_dim)).AsParameter().DetachFromDisposeScope();
            inProjectionBias = bias ? zeros(3 * embedded_dim).AsParameter().DetachFromDisposeScope() : null;
            outProjection = nn.Linear(embedded_dim, embedded_dim, bias);
            if (bias)
            {
                nn.init.zeros_(outProjection.bias!);
            }
            ConditionallyRegisterParameter("in_proj_weight", inProjectionWeight);
            ConditionallyRegisterParameter("in_proj_bias", inProjectionBias);
            register_module("out_proj", outProjection);
        }

        internal long Heads => heads;

        /// <param name="query">[L, N, E]</param>
        /// <param name="key">[S, N, E]</param>
        /// <param name="value">[S, N, E]</param>
        /// <param name="key_padding_mask">[N, S], true (or added to the scores) where a key is to be ignored.</param>
        /// <param name="need_weights">Whether the weights are returned.</param>
        /// <param name="attn_mask">[L, S] or [N · heads, L, S], true (or added to the scores) where a query must not look.</param>
        public override Tuple<Tensor, Tensor?> forward(
            Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask)
        {
            using DisposeScope scope = NewDisposeScope();
            (long targets, long batch, long width) = (query.size(0), query.size(1), query.size(2));
            long sources = key.size(0);
            Tensor[] weights = inProjectionWeight.chunk(3);
            Tensor[]? biases = inProjectionBias?.chunk(3);
            Tensor queries = ByHead(query, 0) / Math.Sqrt(width / heads);
            Tensor scores = queries.bmm(ByHead(key, 1).transpose(1, 2));
            if (attn_mask is not null)
            {
                scores = Masked(scores, attn_mask);
            }
            if (key_padding_mask is not null)
            {
                scores = Masked(
                    scores.view(batch, heads, targets, sources), key_padding_mask.unsqueeze(1).unsqueeze(2)).view(-1, targets, sources);
            }
            Tensor attention = nn.functional.dropout(scores.softmax(-1), dropout, training);
            Tensor gathered = attention.bmm(ByHead(value, 2)).transpose(0, 1).reshape(targets, batch, width);
            Tensor output = scope.MoveToOuter(outProjection.call(gathered));
            Tensor? shown = need_weights
                ? scope.MoveToOuter(attention.view(batch, heads, targets, sources).mean([1]))
                : null;
            return Tuple.Create(output, shown);

            // Projects and splits into heads: [N · heads, length, E / heads].
            Tensor ByHead(Tensor input, int part) => nn.functional.linear(input, weights[part], biases?[part])
                .reshape(input.size(0), batch * heads, width / heads).transpose(0, 1);
        }

        public Tuple<Tensor, Tensor?> call(Tensor query, Tensor key, Tensor value) => call(query, key, value, null, true, null);

        public Tuple<Tensor, Tensor?> forward(Tensor query, Tensor key, Tensor value) => forward(query, key, value, null, true, null);

        // The components were registered as they were made.
        protected override void RegisterComponents()
        {
        }

        private static Tensor Masked(Tensor scores, Tensor mask) => mask.dtype == ScalarType.Bool
            ? scores.masked_fill(mask, double.NegativeInfinity)
            : scores + mask;
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static MultiheadAttention MultiheadAttention(
                long embedded_dim,
                long num_heads,
                double dropout = 0.0,
                bool bias = true,
                bool add_bias_kv = false,
                bool add_zero_attn = false,
                long? kdim = null,
                long? vdim = null)
            {
                if (add_bias_kv || add_zero_attn || (kdim ?? embedded_dim) != embedded_dim || (vdim ?? embedded_dim) != embedded_dim)
                {
                    throw new NotSupportedException(
                        "Attention here has keys and values of the queries' width and nothing added to them: leave add_bias_kv, add_zero_attn, kdim and vdim at their defaults.");
                }
                return new MultiheadAttention(embedded_dim, num_heads, dropout, bias);
            }
        }
    }
}
