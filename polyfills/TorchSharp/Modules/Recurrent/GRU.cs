using System.Linq;
using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Gated recurrent units (Cho et al. 2014). Input [T, B, in], or [B, T, in] with batchFirst; the result is the output of every
    /// step, and the last hidden state of every layer [layers · directions, B, hidden].</summary>
    public class GRU : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
    {
        private readonly long hiddenSize;
        private readonly long layers;
        private readonly bool biases;
        private readonly bool batchFirst;
        private readonly double dropout;
        private readonly bool bidirectional;

        internal GRU(
            long inputSize,
            long hiddenSize,
            long numLayers,
            bool bias,
            bool batchFirst,
            double dropout,
            bool bidirectional,
            Device? device,
            ScalarType? dtype)
            : base(nameof(GRU))
        {
            this.hiddenSize = hiddenSize;
            layers = numLayers;
            biases = bias;
            this.batchFirst = batchFirst;
            this.dropout = dropout;
            this.bidirectional = bidirectional;
            int directions = bidirectional ? 2 : 1;
            foreach ((string name, Parameter weight) in RecurrentWeights.Make(
                3, inputSize, hiddenSize, numLayers, bias, directions, device, dtype))
            {
                register_parameter(name, weight);
            }
        }

        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0)
        {
            using DisposeScope scope = NewDisposeScope();
            bool single = RecurrentWeights.IsOneSequence(input);
            Tensor batch = single ? input.unsqueeze(batchFirst ? 0 : 1) : input;
            Tensor hidden = (single ? h0?.unsqueeze(1) : h0) ??
                zeros(layers * (bidirectional ? 2 : 1), batch.size(batchFirst ? 0 : 1), hiddenSize, input.dtype, input.device);
            LibTorch.nn_gru(
                batch, hidden, parameters().ToArray(), biases, layers, dropout, training, bidirectional, batchFirst,
                out Tensor output, out Tensor last);
            return single
                ? scope.MoveToOuter(output.squeeze(batchFirst ? 0 : 1), last.squeeze(1))
                : scope.MoveToOuter(output, last);
        }

        public (Tensor, Tensor) forward(Tensor input) => forward(input, null);

        public (Tensor, Tensor) call(Tensor input) => call(input, null);

        // The weights were registered as they were made.
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
            public static GRU GRU(
                long inputSize,
                long hiddenSize,
                long numLayers = 1,
                bool bias = true,
                bool batchFirst = false,
                double dropout = 0.0,
                bool bidirectional = false,
                Device? device = null,
                ScalarType? dtype = null) => new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, device, dtype);
        }
    }
}
