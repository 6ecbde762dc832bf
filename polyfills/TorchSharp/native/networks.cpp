// What layers compute: activations, normalization, recurrence, losses.
#include "boundary.h"

#include <ATen/ops/batch_norm.h>
#include <ATen/ops/binary_cross_entropy.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/cosine_similarity.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/elu.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/embedding_bag.h>
#include <ATen/ops/embedding_renorm.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/gru.h>
#include <ATen/ops/gru_cell.h>
#include <ATen/ops/hardtanh.h>
#include <ATen/ops/huber_loss.h>
#include <ATen/ops/kl_div.h>
#include <ATen/ops/l1_loss.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/leaky_relu.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/lstm.h>
#include <ATen/ops/lstm_cell.h>
#include <ATen/ops/mish.h>
#include <ATen/ops/mse_loss.h>
#include <ATen/ops/nll_loss.h>
#include <ATen/ops/nll_loss_nd.h>
#include <ATen/ops/one_hot.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/smooth_l1_loss.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/softplus.h>

// The enum of the managed side counts None, Mean, Sum like at::Reduction.
#define ACTIVATION(name, ...)                                                       \
    BOUNDARY Handle nn_##name { return result([&] { return at::__VA_ARGS__; }); }

ACTIVATION(linear(Handle input, Handle weight, Handle bias), linear(In(input), In(weight), maybe(bias)))
ACTIVATION(leaky_relu(Handle input, double slope), leaky_relu(In(input), slope))
ACTIVATION(elu(Handle input, double alpha), elu(In(input), alpha))
ACTIVATION(gelu(Handle input), gelu(In(input)))
ACTIVATION(silu(Handle input), silu(In(input)))
ACTIVATION(mish(Handle input), mish(In(input)))
ACTIVATION(hardtanh(Handle input, double low, double high), hardtanh(In(input), low, high))
ACTIVATION(log_sigmoid(Handle input), log_sigmoid(In(input)))
ACTIVATION(softplus(Handle input, double beta, double threshold), softplus(In(input), beta, threshold))
ACTIVATION(softmax(Handle input, int64_t dim, int32_t dtype), softmax(In(input), dim, maybe_dtype(dtype)))
ACTIVATION(log_softmax(Handle input, int64_t dim, int32_t dtype), log_softmax(In(input), dim, maybe_dtype(dtype)))
ACTIVATION(dropout(Handle input, double p, bool training), dropout(In(input), p, training))
ACTIVATION(one_hot(Handle input, int64_t classes), one_hot(In(input), classes))
ACTIVATION(pad(Handle input, Integers pad, Number value), constant_pad_nd(In(input), list(pad), scalar(value)))
ACTIVATION(cosine_similarity(Handle left, Handle right, int64_t dim, double eps), cosine_similarity(In(left), In(right), dim, eps))

BOUNDARY int32_t nn_leaky_relu_(Handle input, double slope) {
    return effect([&] { at::leaky_relu_(In(input), slope); });
}

BOUNDARY int32_t nn_elu_(Handle input, double alpha) {
    return effect([&] { at::elu_(In(input), alpha); });
}

BOUNDARY int32_t nn_silu_(Handle input) {
    return effect([&] { at::silu_(In(input)); });
}

BOUNDARY int32_t nn_dropout_(Handle input, double p, bool training) {
    return effect([&] { at::dropout_(In(input), p, training); });
}

BOUNDARY Handle nn_layer_norm(Handle input, Integers shape, Handle weight, Handle bias, double eps) {
    return result([&] { return at::layer_norm(In(input), list(shape), maybe(weight), maybe(bias), eps); });
}

BOUNDARY Handle nn_batch_norm(Handle input, Handle weight, Handle bias, Handle mean, Handle variance, bool training, double momentum,
                              double eps) {
    return result([&] {
        return at::batch_norm(In(input), maybe(weight), maybe(bias), maybe(mean), maybe(variance), training, momentum, eps, true);
    });
}

BOUNDARY Handle nn_embedding(Handle weight, Handle indices, int64_t padding_idx, bool scale_grad_by_freq, bool sparse) {
    return result([&] { return at::embedding(In(weight), In(indices), padding_idx, scale_grad_by_freq, sparse); });
}

BOUNDARY int32_t nn_embedding_renorm_(Handle weight, Handle indices, double max_norm, double norm_type) {
    return effect([&] { at::embedding_renorm_(In(weight), In(indices), max_norm, norm_type); });
}

BOUNDARY Handle nn_embedding_bag(Handle weight, Handle indices, Handle offsets, bool scale_grad_by_freq, int64_t mode, bool sparse,
                                 Handle per_sample_weights, bool include_last_offset, int64_t padding_idx) {
    return result([&] {
        return std::get<0>(at::embedding_bag(In(weight), In(indices), In(offsets), scale_grad_by_freq, mode, sparse,
                                             maybe(per_sample_weights), include_last_offset,
                                             padding_idx < 0 ? c10::optional<int64_t>() : c10::optional<int64_t>(padding_idx)));
    });
}

BOUNDARY std::vector<at::Tensor>* nn_lstm(Handle input, Handle hidden, Handle cell, Handles weights,
                                          bool biases, int64_t layers, double dropout, bool training, bool bidirectional,
                                          bool batch_first) {
    return many([&] {
        std::vector<at::Tensor> state{share(hidden), share(cell)};
        auto [output, last_hidden, last_cell] = at::lstm(In(input), state, share_all(weights), biases, layers, dropout,
                                                         training, bidirectional, batch_first);
        return std::vector<at::Tensor>{output, last_hidden, last_cell};
    });
}

BOUNDARY void nn_gru(Handle input, Handle hidden, Handles weights, bool biases, int64_t layers,
                     double dropout, bool training, bool bidirectional, bool batch_first, Handle* output, Handle* last_hidden) {
    pair(output, last_hidden, [&] {
        return at::gru(In(input), In(hidden), share_all(weights), biases, layers, dropout, training,
                       bidirectional, batch_first);
    });
}

BOUNDARY Handle nn_gru_cell(Handle input, Handle hidden, Handle w_ih, Handle w_hh, Handle b_ih, Handle b_hh) {
    return result([&] { return at::gru_cell(In(input), In(hidden), In(w_ih), In(w_hh), maybe(b_ih), maybe(b_hh)); });
}

BOUNDARY void nn_lstm_cell(Handle input, Handle hidden, Handle cell, Handle w_ih, Handle w_hh, Handle b_ih, Handle b_hh, Handle* h,
                           Handle* c) {
    pair(h, c, [&] {
        std::vector<at::Tensor> state{share(hidden), share(cell)};
        return at::lstm_cell(In(input), state, In(w_ih), In(w_hh), maybe(b_ih), maybe(b_hh));
    });
}

// --- losses ---------------------------------------------------------------------------------------------------------------------

#define LOSS(name)                                                                                                  \
    BOUNDARY Handle nn_##name(Handle input, Handle target, int64_t reduction) {                                     \
        return result([&] { return at::name(In(input), In(target), reduction); });                                 \
    }

LOSS(mse_loss)
LOSS(l1_loss)

BOUNDARY Handle nn_smooth_l1_loss(Handle input, Handle target, int64_t reduction, double beta) {
    return result([&] { return at::smooth_l1_loss(In(input), In(target), reduction, beta); });
}

BOUNDARY Handle nn_huber_loss(Handle input, Handle target, int64_t reduction, double delta) {
    return result([&] { return at::huber_loss(In(input), In(target), reduction, delta); });
}

BOUNDARY Handle nn_cross_entropy(Handle input, Handle target, Handle weight, int64_t reduction, int64_t ignore_index, double smoothing) {
    return result([&] { return at::cross_entropy_loss(In(input), In(target), maybe(weight), reduction, ignore_index, smoothing); });
}

BOUNDARY Handle nn_nll_loss(Handle input, Handle target, Handle weight, int64_t reduction, int64_t ignore_index) {
    return result([&] { return at::nll_loss_nd(In(input), In(target), maybe(weight), reduction, ignore_index); });
}

BOUNDARY Handle nn_binary_cross_entropy(Handle input, Handle target, Handle weight, int64_t reduction) {
    return result([&] { return at::binary_cross_entropy(In(input), In(target), maybe(weight), reduction); });
}

BOUNDARY Handle nn_binary_cross_entropy_with_logits(Handle input, Handle target, Handle weight, Handle pos_weight, int64_t reduction) {
    return result([&] {
        return at::binary_cross_entropy_with_logits(In(input), In(target), maybe(weight), maybe(pos_weight), reduction);
    });
}

BOUNDARY Handle nn_kl_div(Handle input, Handle target, int64_t reduction, bool log_target) {
    return result([&] { return at::kl_div(In(input), In(target), reduction, log_target); });
}
