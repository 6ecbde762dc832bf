// The derivative: what requires it, where it is kept, and the modes that switch it off.
#include "boundary.h"

#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

BOUNDARY int32_t tensor_requires_grad(Handle self) {
    return In(self)->requires_grad() ? 1 : 0;
}

BOUNDARY int32_t tensor_set_requires_grad(Handle self, bool requires_grad) {
    return effect([&] { In(self)->set_requires_grad(requires_grad); });
}

BOUNDARY int32_t tensor_is_leaf(Handle self) {
    return In(self)->is_leaf() ? 1 : 0;
}

// Null when there is no gradient.
BOUNDARY Handle tensor_grad(Handle self) {
    In tensor(self);
    Handle made = nullptr;
    completes([&] { made = give(tensor->grad()); });
    return made;
}

BOUNDARY int32_t tensor_has_grad(Handle self) {
    return In(self)->grad().defined() ? 1 : 0;
}

BOUNDARY int32_t tensor_set_grad(Handle self, Handle grad) {
    return effect([&] {
        In tensor(self);
        if (grad == nullptr) {
            tensor->mutable_grad().reset();
            return;
        }
        In gradient(grad);
        TORCH_CHECK(gradient->sizes() == tensor->sizes(), "assigned grad has data of a different size: expected ", tensor->sizes(),
                    " but got ", gradient->sizes());
        TORCH_CHECK(gradient->scalar_type() == tensor->scalar_type(), "assigned grad has data of a different type: expected ",
                    tensor->scalar_type(), " but got ", gradient->scalar_type());
        TORCH_CHECK(gradient->device() == tensor->device(), "assigned grad has data located on a different device: expected ",
                    tensor->device(), " but got ", gradient->device());
        tensor->mutable_grad() = *gradient;
    });
}

// Zeroes the gradient in its place; no gradient, no effect.
BOUNDARY int32_t tensor_zero_grad(Handle self) {
    return effect([&] {
        In tensor(self);
        at::Tensor& grad = tensor->mutable_grad();
        if (grad.defined()) {
            grad.detach_().zero_();
        }
    });
}

BOUNDARY int32_t tensor_retain_grad(Handle self) {
    return effect([&] { In(self)->retain_grad(); });
}

BOUNDARY Handle tensor_detach(Handle self) {
    return result([&] { return In(self)->detach(); });
}

BOUNDARY int32_t tensor_detach_(Handle self) {
    return effect([&] { In(self)->detach_(); });
}

BOUNDARY int32_t backward(Handles roots, Handles gradients, bool retain_graph, bool create_graph, Handles inputs) {
    return effect([&] {
        torch::autograd::backward(share_all(roots), share_all(gradients), retain_graph, create_graph, share_all(inputs));
    });
}

BOUNDARY std::vector<at::Tensor>* gradients_of(Handles outputs, Handles gradients, Handles inputs, bool retain_graph, bool create_graph,
                                               bool allow_unused) {
    return many([&] {
        return torch::autograd::grad(share_all(outputs), share_all(inputs), share_all(gradients), retain_graph, create_graph,
                                     allow_unused);
    });
}

BOUNDARY int32_t grad_mode_get() {
    return at::GradMode::is_enabled() ? 1 : 0;
}

BOUNDARY void grad_mode_set(bool enabled) {
    at::GradMode::set_enabled(enabled);
}

BOUNDARY int32_t inference_mode_get() {
    return c10::InferenceMode::is_enabled() ? 1 : 0;
}

BOUNDARY c10::InferenceMode* inference_mode_enter(bool enabled) {
    return new c10::InferenceMode(enabled);
}

BOUNDARY void inference_mode_leave(c10::InferenceMode* mode) {
    delete mode;
}
