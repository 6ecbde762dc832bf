// Making, moving, inspecting and freeing tensors; generators, threads and devices.
#include "boundary.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/linspace.h>
#include <ATen/ops/logspace.h>
#include <ATen/ops/normal.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/rand_like.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/randn_like.h>
#include <ATen/ops/randperm.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

namespace {
thread_local std::string last_error;

c10::optional<at::Generator> maybe_generator(at::Generator* generator) {
    return generator == nullptr ? c10::optional<at::Generator>() : c10::optional<at::Generator>(*generator);
}
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

BOUNDARY Handle make_rand(Integers size, at::Generator* generator, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::rand(list(size), maybe_generator(generator), options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_randn(Integers size, at::Generator* generator, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::randn(list(size), maybe_generator(generator), options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_randint(int64_t low, int64_t high, Integers size, at::Generator* generator, int32_t dtype, int32_t device_type,
                             int32_t device_index) {
    return result([&] {
        return at::randint(low, high, list(size), maybe_generator(generator), options(dtype, device_type, device_index));
    });
}

BOUNDARY Handle make_randperm(int64_t count, at::Generator* generator, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::randperm(count, maybe_generator(generator), options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_normal(Handle mean, Handle deviation, at::Generator* generator) {
    return result([&] { return at::normal(In(mean), In(deviation), maybe_generator(generator)); });
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

BOUNDARY Handle make_rand_like(Handle self, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::rand_like(In(self), options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_randn_like(Handle self, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::randn_like(In(self), options(dtype, device_type, device_index)); });
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

// --- random in place and by rows ------------------------------------------------------------------------------------------------

BOUNDARY int32_t tensor_normal_(Handle self, double mean, double deviation, at::Generator* generator) {
    return effect([&] { In(self)->normal_(mean, deviation, maybe_generator(generator)); });
}

BOUNDARY int32_t tensor_uniform_(Handle self, double low, double high, at::Generator* generator) {
    return effect([&] { In(self)->uniform_(low, high, maybe_generator(generator)); });
}

BOUNDARY int32_t tensor_random_(Handle self, int64_t low, int64_t high, at::Generator* generator) {
    return effect([&] { In(self)->random_(low, high, maybe_generator(generator)); });
}

BOUNDARY int32_t tensor_bernoulli_(Handle self, double probability, at::Generator* generator) {
    return effect([&] { In(self)->bernoulli_(probability, maybe_generator(generator)); });
}

BOUNDARY int32_t tensor_exponential_(Handle self, double rate, at::Generator* generator) {
    return effect([&] { In(self)->exponential_(rate, maybe_generator(generator)); });
}

BOUNDARY Handle tensor_bernoulli(Handle self, at::Generator* generator) {
    return result([&] { return In(self)->bernoulli(maybe_generator(generator)); });
}

BOUNDARY Handle tensor_multinomial(Handle self, int64_t samples, bool replacement, at::Generator* generator) {
    return result([&] { return In(self)->multinomial(samples, replacement, maybe_generator(generator)); });
}

// --- generators -----------------------------------------------------------------------------------------------------------------

BOUNDARY at::Generator* generator_new(uint64_t seed, int32_t device_type, int32_t device_index) {
    at::Generator* made = nullptr;
    completes([&] {
        c10::Device device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
        made = device.is_cpu() ? new at::Generator(at::make_generator<at::CPUGeneratorImpl>(seed))
                               : new at::Generator(at::globalContext().defaultGenerator(device).clone());
        made->set_current_seed(seed);
    });
    return made;
}

BOUNDARY at::Generator* generator_default() {
    at::Generator* made = nullptr;
    completes([&] { made = new at::Generator(at::detail::getDefaultCPUGenerator()); });
    return made;
}

BOUNDARY void generator_free(at::Generator* generator) {
    delete generator;
}

BOUNDARY int32_t generator_set_seed(at::Generator* generator, uint64_t seed) {
    return effect([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_current_seed(seed);
    });
}

BOUNDARY uint64_t generator_seed(at::Generator* generator) {
    return generator->current_seed();
}

BOUNDARY Handle generator_get_state(at::Generator* generator) {
    return result([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        return generator->get_state();
    });
}

BOUNDARY int32_t generator_set_state(at::Generator* generator, Handle state) {
    return effect([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_state(In(state));
    });
}

BOUNDARY int32_t seed_all(uint64_t seed) {
    return effect([&] { at::manual_seed(seed); });
}

// --- the process ----------------------------------------------------------------------------------------------------------------

BOUNDARY int32_t threads_set(int32_t count) {
    return effect([&] { at::set_num_threads(count); });
}

BOUNDARY int32_t threads_get() {
    return at::get_num_threads();
}

BOUNDARY int32_t interop_threads_set(int32_t count) {
    return effect([&] { at::set_num_interop_threads(count); });
}

BOUNDARY int32_t interop_threads_get() {
    return at::get_num_interop_threads();
}

BOUNDARY int32_t cuda_is_available() {
    int32_t available = 0;
    completes([&] { available = at::globalContext().hasCUDA() && at::detail::getCUDAHooks().getNumGPUs() > 0; });
    return available;
}

BOUNDARY int32_t cuda_device_count() {
    int32_t count = 0;
    completes([&] { count = at::globalContext().hasCUDA() ? at::detail::getCUDAHooks().getNumGPUs() : 0; });
    return count;
}

BOUNDARY int32_t cuda_synchronize(int64_t device_index) {
    return effect([&] { at::detail::getCUDAHooks().deviceSynchronize(device_index); });
}

BOUNDARY int32_t default_dtype_set(int32_t dtype) {
    return effect([&] { c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<at::ScalarType>(dtype))); });
}
