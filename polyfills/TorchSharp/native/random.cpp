// Random tensors, and the generators that they are drawn from.
#include "boundary.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/ops/normal.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/rand_like.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/randn_like.h>
#include <ATen/ops/randperm.h>

namespace {
// Without a generator libtorch draws from its default one.
c10::optional<at::Generator> maybe_generator(at::Generator* generator) {
    return generator == nullptr ? c10::optional<at::Generator>() : c10::optional<at::Generator>(*generator);
}
}  // namespace

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

BOUNDARY Handle make_rand_like(Handle self, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::rand_like(In(self), options(dtype, device_type, device_index)); });
}

BOUNDARY Handle make_randn_like(Handle self, int32_t dtype, int32_t device_type, int32_t device_index) {
    return result([&] { return at::randn_like(In(self), options(dtype, device_type, device_index)); });
}

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
