using System.Linq;
using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997). Input [T, B, in], or [B, T, in] with batchFirst; the result is
    /// the output of every step, and the last hidden and cell state of every layer [layers · directions, B, hidden].</summary>
    public class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
    {
        private readonly long hiddenSize;
        private readonly long layers;
        private readonly bool biases;
        private readonly bool batchFirst;
        private readonly double dropout;
        private readonly bool bidirectional;

        internal LSTM(
            long inputSize,
            long hiddenSize,
            long numLayers,
            bool bias,
            bool batchFirst,
            double dropout,
            bool bidirectional,
            Device? device,
            ScalarType? dtype)
            : base(nameof(LSTM))
        {
            this.hiddenSize = hiddenSize;
            layers = numLayers;
            biases = bias;
            this.batchFirst = batchFirst;
            this.dropout = dropout;
            this.bidirectional = bidirectional;
            int directions = bidirectional ? 2 : 1;
            foreach ((string name, Parameter weight) in RecurrentWeights.Make(
                4, inputSize, hiddenSize, numLayers, bias, directions, device, dtype))
            {
                register_parameter(name, weight);
            }
        }

        public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0)
        {
            using DisposeScope scope = NewDisposeScope();
            bool single = RecurrentWeights.IsOneSequence(input);
            Tensor batch = single ? input.unsqueeze(batchFirst ? 0 : 1) : input;
            Tensor hidden = Start(batch, single ? h0_c0?.Item1.unsqueeze(1) : h0_c0?.Item1);
            Tensor cell = Start(batch, single ? h0_c0?.Item2.unsqueeze(1) : h0_c0?.Item2);
            Tensor[] results = LibTorch.nn_lstm(
                batch, hidden, cell, parameters().ToArray(), biases, layers, dropout, training, bidirectional, batchFirst).Items;
            return single
                ? scope.MoveToOuter(results[0].squeeze(batchFirst ? 0 : 1), results[1].squeeze(1), results[2].squeeze(1))
                : scope.MoveToOuter(results[0], results[1], results[2]);
        }

        public (Tensor, Tensor, Tensor) forward(Tensor input) => forward(input, null);

        public (Tensor, Tensor, Tensor) call(Tensor input) => call(input, null);

        // The weights were registered as they were made.
        protected override void RegisterComponents()
        {
        }

        private Tensor Start(Tensor batch, Tensor? given) =>
            given ?? zeros(layers * (bidirectional ? 2 : 1), batch.size(batchFirst ? 0 : 1), hiddenSize, batch.dtype, batch.device);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static LSTM LSTM(
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
