using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A table of vectors looked up by position: indices of any shape give that shape plus the embedding dimension.</summary>
    public class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly long? paddingIndex;
        private readonly double? maxNorm;
        private readonly double normType;
        private readonly bool scaleGradByFreq;
        private readonly bool sparse;
        private Parameter weightParameter;

        internal Embedding(
            Tensor weight, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse, bool frozen = false)
            : base(nameof(Embedding))
        {
            weightParameter = (weight as Parameter ?? weight.AsParameter(!frozen)).DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(weight), weightParameter);
            paddingIndex = padding_idx;
            maxNorm = max_norm;
            normType = norm_type;
            scaleGradByFreq = scale_grad_by_freq;
            this.sparse = sparse;
        }

        public Parameter weight
        {
            get => weightParameter;
            set
            {
                weightParameter = value.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        public override Tensor forward(Tensor input)
        {
            if (maxNorm is { } norm)
            {
                using (no_grad())
                {
                    LibTorch.nn_embedding_renorm_(weightParameter, input, norm, normType);
                }
            }
            return LibTorch.nn_embedding(weightParameter, input, paddingIndex ?? -1, scaleGradByFreq, sparse);
        }

        // The property above names the component.
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
            /// <summary>Vectors drawn from the standard normal distribution; the one at <paramref name="padding_idx"/> is zero and stays
            /// so.</summary>
            public static Embedding Embedding(
                long num_embeddings,
                long embedding_dims,
                long? padding_idx = null,
                double? max_norm = null,
                double norm_type = 2.0,
                bool scale_grad_by_freq = false,
                bool sparse = false,
                Device? device = null,
                ScalarType? dtype = null)
            {
                Tensor weight = empty(num_embeddings, embedding_dims, dtype, device).normal_();
                long? padding = padding_idx < 0 ? padding_idx + num_embeddings : padding_idx;
                if (padding is { } position)
                {
                    using Tensor row = weight[position];
                    row.zero_();
                }
                return new Embedding(weight, padding, max_norm, norm_type, scale_grad_by_freq, sparse);
            }

            public static Embedding Embedding_from_pretrained(
                Tensor embeddings,
                bool freeze = true,
                long? padding_idx = null,
                double? max_norm = null,
                double norm_type = 2.0,
                bool scale_grad_by_freq = false,
                bool sparse = false) => new(embeddings, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse, freeze);
        }
    }
}
