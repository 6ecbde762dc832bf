using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Native;

// Activations, normalization, recurrence and losses. Mirrors native/networks.cpp.
internal static partial class LibTorch
{
    [LibraryImport(Library)]
    internal static partial Tensor nn_linear(Tensor input, Tensor weight, Tensor? bias);

    [LibraryImport(Library)]
    internal static partial Tensor nn_leaky_relu(Tensor input, double slope);

    [LibraryImport(Library)]
    internal static partial Tensor nn_elu(Tensor input, double alpha);

    [LibraryImport(Library)]
    internal static partial Tensor nn_gelu(Tensor input);

    [LibraryImport(Library)]
    internal static partial Tensor nn_silu(Tensor input);

    [LibraryImport(Library)]
    internal static partial Tensor nn_mish(Tensor input);

    [LibraryImport(Library)]
    internal static partial Tensor nn_hardtanh(Tensor input, double low, double high);

    [LibraryImport(Library)]
    internal static partial Tensor nn_log_sigmoid(Tensor input);

    [LibraryImport(Library)]
    internal static partial Tensor nn_softplus(Tensor input, double beta, double threshold);

    [LibraryImport(Library)]
    internal static partial Tensor nn_softmax(Tensor input, long dim, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor nn_log_softmax(Tensor input, long dim, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor nn_dropout(Tensor input, double p, Flag training);

    [LibraryImport(Library)]
    internal static partial Tensor nn_one_hot(Tensor input, long classes);

    [LibraryImport(Library)]
    internal static partial Tensor nn_pad(Tensor input, Dims pad, Scalar value);

    [LibraryImport(Library)]
    internal static partial Tensor nn_cosine_similarity(Tensor left, Tensor right, long dim, double eps);

    [LibraryImport(Library)]
    internal static partial Done nn_leaky_relu_(Tensor input, double slope);

    [LibraryImport(Library)]
    internal static partial Done nn_elu_(Tensor input, double alpha);

    [LibraryImport(Library)]
    internal static partial Done nn_silu_(Tensor input);

    [LibraryImport(Library)]
    internal static partial Done nn_dropout_(Tensor input, double p, Flag training);

    [LibraryImport(Library)]
    internal static partial Tensor nn_layer_norm(Tensor input, Dims shape, Tensor? weight, Tensor? bias, double eps);

    [LibraryImport(Library)]
    internal static partial Tensor nn_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? mean, Tensor? variance,
        Flag training, double momentum, double eps);

    [LibraryImport(Library)]
    internal static partial Tensor nn_embedding(Tensor weight, Tensor indices, long paddingIdx, Flag scaleGradByFreq, Flag sparse);

    [LibraryImport(Library)]
    internal static partial Done nn_embedding_renorm_(Tensor weight, Tensor indices, double maxNorm, double normType);

    [LibraryImport(Library)]
    internal static partial Tensor nn_embedding_bag(Tensor weight, Tensor indices, Tensor offsets, Flag scaleGradByFreq, long mode,
        Flag sparse, Tensor? perSampleWeights, Flag includeLastOffset, long paddingIdx);

    [LibraryImport(Library)]
    internal static partial Many nn_lstm(Tensor input, Tensor hidden, Tensor cell, TensorList weights, Flag biases, long layers,
        double dropout, Flag training, Flag bidirectional, Flag batchFirst);

    [LibraryImport(Library)]
    internal static partial void nn_gru(Tensor input, Tensor hidden, TensorList weights, Flag biases, long layers, double dropout,
        Flag training, Flag bidirectional, Flag batchFirst, out Tensor output, out Tensor lastHidden);

    [LibraryImport(Library)]
    internal static partial Tensor nn_gru_cell(Tensor input, Tensor hidden, Tensor wIh, Tensor wHh, Tensor? bIh, Tensor? bHh);

    [LibraryImport(Library)]
    internal static partial void nn_lstm_cell(Tensor input, Tensor hidden, Tensor cell, Tensor wIh, Tensor wHh, Tensor? bIh, Tensor? bHh,
        out Tensor h, out Tensor c);

    [LibraryImport(Library)]
    internal static partial Tensor nn_mse_loss(Tensor input, Tensor target, long reduction);

    [LibraryImport(Library)]
    internal static partial Tensor nn_l1_loss(Tensor input, Tensor target, long reduction);

    [LibraryImport(Library)]
    internal static partial Tensor nn_smooth_l1_loss(Tensor input, Tensor target, long reduction, double beta);

    [LibraryImport(Library)]
    internal static partial Tensor nn_huber_loss(Tensor input, Tensor target, long reduction, double delta);

    [LibraryImport(Library)]
    internal static partial Tensor nn_cross_entropy(Tensor input, Tensor target, Tensor? weight, long reduction, long ignoreIndex,
        double smoothing);

    [LibraryImport(Library)]
    internal static partial Tensor nn_nll_loss(Tensor input, Tensor target, Tensor? weight, long reduction, long ignoreIndex);

    [LibraryImport(Library)]
    internal static partial Tensor nn_binary_cross_entropy(Tensor input, Tensor target, Tensor? weight, long reduction);

    [LibraryImport(Library)]
    internal static partial Tensor nn_binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight, Tensor? posWeight,
        long reduction);

    [LibraryImport(Library)]
    internal static partial Tensor nn_kl_div(Tensor input, Tensor target, long reduction, Flag logTarget);
}
