using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>One step of a gated recurrent unit: input [B, in] and hidden state [B, hidden] give the next hidden state.</summary>
    public class GRUCell : nn.Module<Tensor, Tensor?, Tensor>
    {
        private readonly long hiddenSize;

        internal GRUCell(long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(GRUCell))
        {
            this.hiddenSize = hiddenSize;
            foreach ((string name, Parameter weight) in RecurrentWeights.Make(3, inputSize, hiddenSize, 1, bias, 1, device, dtype))
            {
                register_parameter(name[..^"_l0".Length], weight);
            }
        }

        public Parameter weight_ih => get_parameter(nameof(weight_ih))!;

        public Parameter weight_hh => get_parameter(nameof(weight_hh))!;

        public Parameter? bias_ih => get_parameter(nameof(bias_ih));

        public Parameter? bias_hh => get_parameter(nameof(bias_hh));

        public override Tensor forward(Tensor input, Tensor? h0) => WrappedTensorDisposeScope(() => LibTorch.nn_gru_cell(
            input, h0 ?? zeros(input.size(0), hiddenSize, input.dtype, input.device), weight_ih, weight_hh, bias_ih, bias_hh));

        public Tensor forward(Tensor input) => forward(input, null);

        public Tensor call(Tensor input) => call(input, null);

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
            public static GRUCell GRUCell(
                long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, bias, device, dtype);
        }
    }
}
