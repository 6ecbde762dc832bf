using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Sums, means or maxima of looked-up vectors: of each row of a matrix of indices, or of the stretches of a flat list of
    /// indices that start at the offsets.</summary>
    public class EmbeddingBag : nn.Module<Tensor, Tensor?, Tensor?, Tensor>
    {
        private readonly EmbeddingBagMode mode;
        private readonly bool scaleGradByFreq;
        private readonly bool sparse;
        private readonly bool includeLastOffset;
        private readonly long paddingIndex;
        private Parameter weightParameter;

        internal EmbeddingBag(
            Tensor weight, bool scale_grad_by_freq, EmbeddingBagMode mode, bool sparse, bool include_last_offset, long padding_index)
            : base(nameof(EmbeddingBag))
        {
            weightParameter = weight.AsParameter().DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(weight), weightParameter);
            scaleGradByFreq = scale_grad_by_freq;
            this.mode = mode;
            this.sparse = sparse;
            includeLastOffset = include_last_offset;
            paddingIndex = padding_index;
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

        public override Tensor forward(Tensor input, Tensor? offsets, Tensor? perSampleWeights)
        {
            using DisposeScope scope = NewDisposeScope();
            if (input.ndim == 2)
            {
                if (offsets is not null)
                {
                    throw new System.ArgumentException("A matrix of indices needs no offsets: each row is a bag.", nameof(offsets));
                }
                offsets = arange(0, input.NumberOfElements, input.size(1), ScalarType.Int64, input.device);
                input = input.reshape(-1);
                perSampleWeights = perSampleWeights?.reshape(-1);
            }
            else if (offsets is null)
            {
                throw new System.ArgumentException("A flat list of indices needs the offsets at which its bags start.", nameof(offsets));
            }
            return LibTorch.nn_embedding_bag(
                weightParameter, input, offsets, scaleGradByFreq, (long)mode, sparse, perSampleWeights, includeLastOffset, paddingIndex).MoveToOuterDisposeScope();
        }

        public Tensor forward(Tensor input, Tensor? offsets) => forward(input, offsets, null);

        public Tensor forward(Tensor input) => forward(input, null, null);

        public Tensor call(Tensor input, Tensor? offsets) => call(input, offsets, null);

        public Tensor call(Tensor input) => call(input, null, null);

        // The property above names the component.
        protected override void RegisterComponents()
        {
        }
    }

    public enum EmbeddingBagMode
    {
        Sum = 0,
        Mean = 1,
        Max = 2,
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static EmbeddingBag EmbeddingBag(
                long num_embeddings,
                long embedding_dims,
                double? max_norm = null,
                double norm_type = 2.0,
                bool scale_grad_by_freq = false,
                EmbeddingBagMode mode = EmbeddingBagMode.Mean,
                bool sparse = false,
                bool include_last_offset = false,
                long padding_index = -1,
                Device? device = null,
                ScalarType? dtype = null)
            {
                if (max_norm is not null)
                {
                    throw new System.NotSupportedException(
                        "EmbeddingBag keeps no maximal norm here: leave max_norm null, or use Embedding, which does.");
                }
                Tensor weight = empty(num_embeddings, embedding_dims, dtype, device).normal_();
                return new EmbeddingBag(weight, scale_grad_by_freq, mode, sparse, include_last_offset, padding_index);
            }
        }
    }
}
