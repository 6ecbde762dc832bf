using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>One step of long short-term memory: input [B, in] and state (hidden, cell), each [B, hidden], give the next
    /// state.</summary>
    public class LSTMCell : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor)>
    {
        private readonly long hiddenSize;

        internal LSTMCell(long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(LSTMCell))
        {
            this.hiddenSize = hiddenSize;
            foreach ((string name, Parameter weight) in RecurrentWeights.Make(4, inputSize, hiddenSize, 1, bias, 1, device, dtype))
            {
                register_parameter(name[..^"_l0".Length], weight);
            }
        }

        public Parameter weight_ih => get_parameter(nameof(weight_ih))!;

        public Parameter weight_hh => get_parameter(nameof(weight_hh))!;

        public Parameter? bias_ih => get_parameter(nameof(bias_ih));

        public Parameter? bias_hh => get_parameter(nameof(bias_hh));

        public override (Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor hidden, Tensor cell) = h0_c0 ?? (Zeros(input), Zeros(input));
            LibTorch.nn_lstm_cell(
                input, hidden, cell, weight_ih, weight_hh, bias_ih, bias_hh, out Tensor nextHidden, out Tensor nextCell);
            return scope.MoveToOuter(nextHidden, nextCell);
        }

        public (Tensor, Tensor) forward(Tensor input) => forward(input, null);

        public (Tensor, Tensor) call(Tensor input) => call(input, null);

        // The weights were registered as they were made.
        protected override void RegisterComponents()
        {
        }

        private Tensor Zeros(Tensor input) => zeros(input.size(0), hiddenSize, input.dtype, input.device);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static LSTMCell LSTMCell(
                long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, bias, device, dtype);
        }
    }
}
