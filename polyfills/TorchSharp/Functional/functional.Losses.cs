using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                LibTorch.nn_mse_loss(input, target, (long)reduction);

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                LibTorch.nn_l1_loss(input, target, (long)reduction);

            /// <summary>d² / (2 β) where d = |input - target| is below β, otherwise d - β / 2.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                LibTorch.nn_smooth_l1_loss(input, target, (long)reduction, beta);

            /// <summary>d² / 2 where d = |input - target| is at most δ, otherwise δ (d - δ / 2).</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                LibTorch.nn_huber_loss(input, target, (long)reduction, delta);

            public static Tensor cross_entropy(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                long ignore_index = -100,
                Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0) =>
                LibTorch.nn_cross_entropy(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                LibTorch.nn_nll_loss(input, target, weight, (long)reduction, -100);

            public static Tensor binary_cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                LibTorch.nn_binary_cross_entropy(input, target, weight, (long)reduction);

            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                LibTorch.nn_binary_cross_entropy_with_logits(input, target, weight, pos_weights, (long)reduction);

            /// <summary>The divergence of the target from the input, which holds log-probabilities. The target does too unless
            /// <paramref name="log_target"/> is false (PyTorch's default).</summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                LibTorch.nn_kl_div(input, target, (long)reduction, log_target);
        }
    }
}
