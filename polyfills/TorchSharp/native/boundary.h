// The line between the managed world and libtorch: how tensors, numbers and errors cross it.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Scalar.h>
#include <c10/util/Exception.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#define BOUNDARY extern "C" __attribute__((visibility("default")))

// A tensor crosses as its implementation pointer. The managed owner holds one reference, so passing an argument costs no reference
// counting and returning a result costs no allocation beyond libtorch's own.
using Handle = c10::TensorImpl*;

// A number crosses by value, in two registers.
struct Number {
    int64_t bits;
    int64_t kind;  // 0 absent, 1 bool, 2 integer, 3 floating point
};

struct Integers {
    const int64_t* values;
    int64_t count;  // -1 absent
};

struct Handles {
    const Handle* values;
    int64_t count;
};

void remember_error(const char* message) noexcept;

// Borrows the managed owner's reference for the length of a full expression.
class In {
public:
    explicit In(Handle handle)
        : tensor_(handle == nullptr
                      ? at::Tensor()
                      : at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(handle))) {}
    In(const In&) = delete;
    In& operator=(const In&) = delete;
    ~In() { tensor_.unsafeReleaseTensorImpl(); }

    operator const at::Tensor&() const { return tensor_; }
    operator at::Tensor&() { return tensor_; }
    const at::Tensor* operator->() const { return &tensor_; }
    at::Tensor* operator->() { return &tensor_; }
    const at::Tensor& operator*() const { return tensor_; }

private:
    at::Tensor tensor_;
};

// A counted copy, for arguments that libtorch keeps.
inline at::Tensor share(Handle handle) {
    In borrowed(handle);
    return *borrowed;
}

inline c10::optional<at::Tensor> maybe(Handle handle) {
    return handle == nullptr ? c10::optional<at::Tensor>() : c10::optional<at::Tensor>(share(handle));
}

inline std::vector<at::Tensor> share_all(Handles handles) {
    std::vector<at::Tensor> tensors;
    tensors.reserve(handles.count);
    for (int64_t i = 0; i < handles.count; ++i) {
        tensors.push_back(share(handles.values[i]));
    }
    return tensors;
}

inline Handle give(at::Tensor tensor) {
    return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

inline at::Scalar scalar(Number number) {
    switch (number.kind) {
        case 1:
            return at::Scalar(number.bits != 0);
        case 2:
            return at::Scalar(number.bits);
        default: {
            double value;
            static_assert(sizeof value == sizeof number.bits);
            std::memcpy(&value, &number.bits, sizeof value);
            return at::Scalar(value);
        }
    }
}

inline c10::optional<at::Scalar> maybe_scalar(Number number) {
    return number.kind == 0 ? c10::optional<at::Scalar>() : c10::optional<at::Scalar>(scalar(number));
}

inline c10::optional<at::ScalarType> maybe_dtype(int32_t dtype) {
    return dtype < 0 ? c10::optional<at::ScalarType>() : c10::optional<at::ScalarType>(static_cast<at::ScalarType>(dtype));
}

inline at::IntArrayRef list(Integers integers) {
    return at::IntArrayRef(integers.values, static_cast<size_t>(integers.count));
}

inline at::OptionalIntArrayRef maybe_list(Integers integers) {
    return integers.count < 0 ? at::OptionalIntArrayRef() : at::OptionalIntArrayRef(list(integers));
}

inline at::TensorOptions options(int32_t dtype, int32_t device_type, int32_t device_index) {
    at::TensorOptions chosen;
    if (dtype >= 0) {
        chosen = chosen.dtype(static_cast<at::ScalarType>(dtype));
    }
    if (device_type >= 0) {
        chosen = chosen.device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
    }
    return chosen;
}

// No C++ exception may cross into managed frames: every call of libtorch runs inside one of the three guards below.
template <class Body>
bool completes(Body&& body) noexcept {
    try {
        body();
        return true;
    } catch (const c10::Error& error) {
        remember_error(error.what_without_backtrace());
    } catch (const std::exception& error) {
        remember_error(error.what());
    } catch (...) {
        remember_error("libtorch failed without saying why");
    }
    return false;
}

// Runs a body that makes one tensor; null means that it failed.
template <class Body>
Handle result(Body&& body) noexcept {
    Handle made = nullptr;
    completes([&] {
        at::Tensor tensor = body();
        TORCH_CHECK(tensor.defined(), "the operation gave no tensor");
        made = give(std::move(tensor));
    });
    return made;
}

// Runs a body for its effect; 0 means that it failed.
template <class Body>
int32_t effect(Body&& body) noexcept {
    return completes(std::forward<Body>(body)) ? 1 : 0;
}

// Runs a body that makes a pair of tensors.
template <class Body>
void pair(Handle* first, Handle* second, Body&& body) noexcept {
    *first = *second = nullptr;
    completes([&] {
        auto [one, two] = body();
        *first = give(std::move(one));
        *second = give(std::move(two));
    });
}

// Runs a body that makes a list of tensors, which the managed side empties item by item.
template <class Body>
std::vector<at::Tensor>* many(Body&& body) noexcept {
    std::vector<at::Tensor>* made = nullptr;
    completes([&] { made = new std::vector<at::Tensor>(body()); });
    return made;
}
