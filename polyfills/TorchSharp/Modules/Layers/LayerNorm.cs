using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Normalizes the last dimensions to mean 0 and variance 1, then scales and shifts them (Ba et al. 2016).</summary>
    public class LayerNorm : nn.Module<Tensor, Tensor>
    {
        private readonly long[] normalizedShape;
        private Parameter? weightParameter;
        private Parameter? biasParameter;

        internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(LayerNorm))
        {
            normalizedShape = normalized_shape;
            this.eps = eps;
            if (elementwise_affine)
            {
                weight = ones(normalized_shape, dtype, device).AsParameter();
                this.bias = bias ? zeros(normalized_shape, dtype, device).AsParameter() : null;
            }
        }

        public double eps { get; }

        public bool elementwise_affine => weightParameter is not null;

        public Parameter? weight
        {
            get => weightParameter;
            set
            {
                weightParameter = value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        public Parameter? bias
        {
            get => biasParameter;
            set
            {
                biasParameter = value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(bias), value);
            }
        }

        public override Tensor forward(Tensor input) => LibTorch.nn_layer_norm(input, normalizedShape, weightParameter, biasParameter, eps);

        // The properties above name the components.
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
            public static LayerNorm LayerNorm(
                long[] normalized_shape,
                double eps = 1e-05,
                bool elementwise_affine = true,
                bool bias = true,
                Device? device = null,
                ScalarType? dtype = null) => new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            public static LayerNorm LayerNorm(
                long normalized_shape,
                double eps = 1e-05,
                bool elementwise_affine = true,
                bool bias = true,
                Device? device = null,
                ScalarType? dtype = null) => new([normalized_shape], eps, elementwise_affine, bias, device, dtype);
        }
    }
}
