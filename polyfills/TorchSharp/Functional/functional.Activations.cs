using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => LibTorch.nn_linear(input, weights, bias);

            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_() : x.relu();

            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? x.clamp_(0, 6) : LibTorch.nn_hardtanh(x, 0, 6);

            public static Tensor leaky_relu(Tensor x, double negative_slope = 0.01, bool inplace = false)
            {
                if (inplace)
                {
                    LibTorch.nn_leaky_relu_(x, negative_slope);
                    return x;
                }
                return LibTorch.nn_leaky_relu(x, negative_slope);
            }

            public static Tensor elu(Tensor x, double alpha = 1.0, bool inplace = false)
            {
                if (inplace)
                {
                    LibTorch.nn_elu_(x, alpha);
                    return x;
                }
                return LibTorch.nn_elu(x, alpha);
            }

            public static Tensor gelu(Tensor x) => LibTorch.nn_gelu(x);

            public static Tensor silu(Tensor x, bool inplace = false)
            {
                if (inplace)
                {
                    LibTorch.nn_silu_(x);
                    return x;
                }
                return LibTorch.nn_silu(x);
            }

            public static Tensor mish(Tensor x) => LibTorch.nn_mish(x);

            public static Tensor hardtanh(Tensor x, double min_val = -1.0, double max_val = 1.0, bool inplace = false) =>
                inplace ? x.clamp_(min_val, max_val) : LibTorch.nn_hardtanh(x, min_val, max_val);

            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_() : x.tanh();

            public static Tensor sigmoid(Tensor x, bool inplace = false) => inplace ? x.sigmoid_() : x.sigmoid();

            public static Tensor logsigmoid(Tensor x) => LibTorch.nn_log_sigmoid(x);

            public static Tensor softplus(Tensor x, double beta = 1.0, double threshold = 20.0) => LibTorch.nn_softplus(x, beta, threshold);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => input.log_softmax(dim, dtype);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (inplace)
                {
                    LibTorch.nn_dropout_(input, p, training);
                    return input;
                }
                return LibTorch.nn_dropout(input, p, training);
            }

            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                LibTorch.nn_layer_norm(input, normalized_shape, weight, bias, eps);

            public static Tensor batch_norm(
                Tensor input,
                Tensor running_mean,
                Tensor running_var,
                Tensor? weight = null,
                Tensor? bias = null,
                bool training = false,
                double momentum = 0.1,
                double eps = 1e-5) =>
                LibTorch.nn_batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps);

            public static Tensor embedding(
                Tensor input, Tensor weight, long? padding_idx = null, bool scale_grad_by_freq = false, bool sparse = false) =>
                LibTorch.nn_embedding(weight, input, padding_idx ?? -1, scale_grad_by_freq, sparse);

            /// <summary>A new last dimension with a 1 at each index and zeros elsewhere; int64.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => LibTorch.nn_one_hot(x, num_classes);

            /// <summary>Pads with one value; the pairs (before, after) start at the last dimension.</summary>
            public static Tensor pad(
                Tensor input, System.ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                mode == PaddingModes.Constant
                    ? LibTorch.nn_pad(input, pad, value)
                    : throw new System.NotSupportedException($"The padding mode {mode} is not supported here; allowed: Constant.");

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (System.ReadOnlySpan<long>)pad, mode, value);

            /// <summary>x / max(‖x‖ₚ, eps) along one dimension.</summary>
            public static Tensor normalize(Tensor input, float p = 2f, long dim = 1L, float eps = 1e-12f) =>
                WrappedTensorDisposeScope(() => input / input.norm((int)dim, true, p).clamp_min(eps).expand_as(input));

            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1L, double eps = 1e-08) =>
                LibTorch.nn_cosine_similarity(x1, x2, dim, eps);
        }
    }

    /// <summary>What padding is made of.</summary>
    public enum PaddingModes
    {
        Constant = 0,
        Reflect = 1,
        Replicate = 2,
        Circular = 3,
        Zeros = 4,
    }
}
