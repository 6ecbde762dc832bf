// Making, moving, inspecting and freeing tensors.
#include "boundary.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/linspace.h>
#include <ATen/ops/logspace.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

namespace {
thread_local std::string last_error;
}  // namespace

void remember_error(const char* message) noexcept {
    last_error = message;
}

BOUNDARY const char* last_error_message() {
    return last_error.c_str();
}

// --- lifetime and lists ---------------------------------------------------------------------------------------------------------

BOUNDARY void tensor_free(Handle tensor) {
    at::Tensor owned(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(tensor));
}

BOUNDARY int64_t list_count(const std::vector<at::Tensor>* tensors) {
    return static_cast<int64_t>(tensors->size());
}

BOUNDARY Handle list_take(std::vector<at::Tensor>* tensors, int64_t index) {
    return give(std::move((*tensors)[static_cast<size_t>(index)]));
}

BOUNDARY void list_free(std::vector<at::Tensor>* tensors) {
    delete tensors;
}

// --- what a tensor is -----------------------------------------------------------------------------------------------------------

BOUNDARY int64_t tensor_ndim(Handle self) {
    return In(self)->dim();
}

BOUNDARY int64_t tensor_numel(Handle self) {
    return In(self)->numel();
}

BOUNDARY void tensor_sizes(Handle self, int64_t* sizes) {
    In tensor(self);
    std::copy(tensor->sizes().begin(), tensor->sizes().end(), sizes);
}

BOUNDARY void tensor_strides(Handle self, int64_t* strides) {
    In tensor(self);
    std::copy(tensor->strides().begin(), tensor->strides().end(), strides);
}

BOUNDARY int32_t tensor_size_at(Handle self, int64_t dim, int64_t* size) {
    return effect([&] { *size = In(self)->size(dim); });
}

BOUNDARY int32_t tensor_dtype(Handle self) {
    return static_cast<int32_t>(In(self)->scalar_type());
}

BOUNDARY int32_t tensor_device_type(Handle self) {
    return static_cast<int32_t>(In(self)->device().type());
}

BOUNDARY int32_t tensor_device_index(Handle self) {
    return In(self)->device().index();
}

BOUNDARY int64_t tensor_element_size(Handle self) {
    return static_cast<int64_t>(In(self)->element_size());
}

BOUNDARY int64_t tensor_storage_offset(Handle self) {
    return In(self)->storage_offset();
}

BOUNDARY int32_t tensor_is_contiguous(Handle self) {
    return In(self)->is_contiguous() ? 1 : 0;
}

BOUNDARY int32_t tensor_is_pinned(Handle self) {
    return In(self)->is_pinned() ? 1 : 0;
}

BOUNDARY int32_t tensor_is_sparse(Handle self) {
    return In(self)->is_sparse() ? 1 : 0;
}

BOUNDARY void* tensor_data(Handle self) {
    void* data = nullptr;
    completes([&] { data = In(self)->data_ptr(); });
    return data;
}

BOUNDARY int32_t tensor_item(Handle self, Number* value) {
    return effect([&] {
        at::Scalar item = In(self)->item();
        if (item.isBoolean()) {
            *value = {item.toBool() ? 1 : 0, 1};
        } else if (item.isIntegral(false)) {
            *value = {item.toLong(), 2};
        } else {
            double number = item.toDouble();
            value->kind = 3;
            std::memcpy(&value->bits, &number, sizeof number);
        }
    });
}

// --- factories ------------------------------------------------------------------------------------------------------------------

BOUNDARY Handle make_zeros(Integers size, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::zeros(list(size), options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_ones(Integers size, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::ones(list(size), options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_empty(Integers size, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::empty(list(size), options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_full(Integers size, Number value, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::full(list(size), scalar(value), options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_arange(Number start, Number stop, Number step, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] {
        return at::arange(scalar(start), scalar(stop), scalar(step), options(dtype, device_type, device_index));
    });
}

BOUNDARY Handle make_linspace(double start, double end, int64_t steps, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::linspace(start, end, steps, options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_logspace(double start, double end, int64_t steps, double base, int32_t dtype, int32_t device_type,
                              int32_t device_index) {
    return result([&] { return at::logspace(start, end, steps, base, options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_eye(int64_t rows, int64_t columns, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::eye(rows, columns, options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_zeros_like(Handle self, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::zeros_like(In(self), options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_ones_like(Handle self, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::ones_like(In(self), options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_empty_like(Handle self, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::empty_like(In(self), options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_full_like(Handle self, Number value, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::full_like(In(self), scalar(value), options(dtype, device_type, device_index)); });
}

// A tensor of its own with the bytes copied in (row-major).
BOUNDARY Handle make_from_bytes(const void* bytes, Integers size, int32_t dtype) {
    return result([&] {
        at::Tensor made = at::empty(list(size), static_cast<at::ScalarType>(dtype));
        std::memcpy(made.data_ptr(), bytes, made.nbytes());
        return made;
    });
}

// A tensor over memory of the managed side, which hears through `release` when libtorch needs it no more.
BOUNDARY Handle make_over_memory(void* memory, Integers size, int32_t dtype, void* owner, void (*release)(void*)) {
    return result([&] {
        return at::from_blob(
            memory, list(size), [owner, release](void*) { release(owner); }, at::TensorOptions(static_cast<at::ScalarType>(dtype)));
    });
}

// --- copies and conversions -----------------------------------------------------------------------------------------------------

BOUNDARY Handle tensor_to(Handle self, int32_t dtype, int32_t device_type, int32_t device_index, bool copy, bool non_blocking) {
    return result([&] { return In(self)->to(options(dtype, device_type, device_index), non_blocking, copy); });
}

BOUNDARY Handle tensor_clone(Handle self) {
    return result([&] { return In(self)->clone(); });
}

BOUNDARY Handle tensor_alias(Handle self) {
    return result([&] { return In(self)->alias(); });
}

BOUNDARY Handle tensor_contiguous(Handle self) {
    return result([&] { return In(self)->contiguous(); });
}

BOUNDARY Handle tensor_pin_memory(Handle self) {
    return result([&] { return In(self)->pin_memory(); });
}

BOUNDARY int32_t tensor_copy_(Handle self, Handle source, bool non_blocking) {
    return effect([&] { In(self)->copy_(In(source), non_blocking); });
}

BOUNDARY int32_t tensor_set_data(Handle self, Handle source) {
    return effect([&] { In(self)->set_data(In(source)); });
}
