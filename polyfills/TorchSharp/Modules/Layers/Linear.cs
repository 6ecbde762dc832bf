using System;
using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>y = x Wᵀ + b, with W of shape [out, in].</summary>
    public class Linear : nn.Module<Tensor, Tensor>
    {
        private Parameter weightParameter;
        private Parameter? biasParameter;

        internal Linear(Parameter weight, Parameter? bias = null)
            : base(nameof(Linear))
        {
            weightParameter = weight.DetachFromDisposeScope();
            biasParameter = bias?.DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(weight), weight);
            ConditionallyRegisterParameter(nameof(bias), bias);
        }

        internal Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
            : this(
                empty(outputSize, inputSize, dtype, device).AsParameter(),
                hasBias ? empty(outputSize, dtype, device).AsParameter() : null)
        {
            nn.init.kaiming_uniform_(weightParameter, Math.Sqrt(5));
            if (biasParameter is not null)
            {
                double bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
                nn.init.uniform_(biasParameter, -bound, bound);
            }
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

        public Parameter? bias
        {
            get => biasParameter;
            set
            {
                biasParameter = value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(bias), value);
            }
        }

        public long in_features => weightParameter.size(1);

        public long out_features => weightParameter.size(0);

        public override Tensor forward(Tensor input) => LibTorch.nn_linear(input, weightParameter, biasParameter);

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
            /// <summary>Weights and biases drawn as PyTorch draws them: uniformly within ±1/√in.</summary>
            public static Linear Linear(
                long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);

            public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);
        }
    }
}
