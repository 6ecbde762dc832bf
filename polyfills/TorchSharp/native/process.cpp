// What holds for the whole process: memory, threads, devices, defaults.
#include "boundary.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/detail/CUDAHooksInterface.h>

#include <dlfcn.h>
#include <malloc.h>

#include <cstdlib>

namespace {
// A training step allocates and frees the same few megabytes again and again. By default glibc gives such memory back to the system at
// each step and faults it in anew at the next, which costs up to a third of the time of a small network's step. It keeps it instead,
// unless the user has set glibc's own knobs.
__attribute__((constructor)) void keep_freed_memory() {
#ifdef __GLIBC__
    if (std::getenv("MALLOC_TRIM_THRESHOLD_") == nullptr && std::getenv("MALLOC_MMAP_THRESHOLD_") == nullptr &&
        std::getenv("GLIBC_TUNABLES") == nullptr) {
        mallopt(M_MMAP_THRESHOLD, 32 << 20);
        mallopt(M_TRIM_THRESHOLD, 256 << 20);
    }
#endif
}
}  // namespace

BOUNDARY int32_t threads_set(int32_t count) {
    return effect([&] {
        at::set_num_threads(count);
        // OpenBLAS, with which Debian's libtorch multiplies matrices, keeps threads of its own.
        if (void* set = dlsym(RTLD_DEFAULT, "openblas_set_num_threads")) {
            reinterpret_cast<void (*)(int)>(set)(count);
        }
    });
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
