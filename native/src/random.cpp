// Random generators: the default one of each device, and generators of their own.
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/core/Generator.h>

#include <mutex>
#include <stdexcept>

#include "guard.h"

using ns::guarded;

namespace {

at::Generator generator_of(ns_generator handle, int32_t device_type, int32_t device_index) {
    if (handle != nullptr) return *reinterpret_cast<at::Generator*>(handle);
    return at::globalContext().defaultGenerator(ns::device_of(device_type, device_index));
}

}  // namespace

extern "C" {

int32_t ns_manual_seed(uint64_t seed) {
    return guarded([&] { at::manual_seed(seed); });
}

int32_t ns_generator_new(int32_t device_type, int32_t device_index, uint64_t seed, ns_generator* out) {
    return guarded([&] {
        const auto device = ns::device_of(device_type, device_index);
        at::Generator generator;
        if (device.is_cpu()) {
            generator = at::detail::createCPUGenerator(seed);
        } else {
            // A copy of the default generator has a state of its own on every kind of device.
            auto fallback = at::globalContext().defaultGenerator(device);
            const std::lock_guard<std::mutex> lock(fallback.mutex());
            generator = fallback.clone();
            generator.set_current_seed(seed);
        }
        *out = reinterpret_cast<ns_generator>(new at::Generator(std::move(generator)));
    });
}

void ns_generator_release(ns_generator generator) {
    delete reinterpret_cast<at::Generator*>(generator);
}

int32_t ns_generator_set_seed(ns_generator generator, uint64_t seed) {
    return guarded([&] {
        auto& g = *reinterpret_cast<at::Generator*>(generator);
        const std::lock_guard<std::mutex> lock(g.mutex());
        g.set_current_seed(seed);
    });
}

int32_t ns_generator_get_state(ns_generator generator, int32_t device_type, int32_t device_index, ns_tensor* out) {
    return guarded([&] {
        auto g = generator_of(generator, device_type, device_index);
        const std::lock_guard<std::mutex> lock(g.mutex());
        *out = ns::release(g.get_state());
    });
}

int32_t ns_generator_set_state(ns_generator generator, int32_t device_type, int32_t device_index, ns_tensor state) {
    return guarded([&] {
        auto g = generator_of(generator, device_type, device_index);
        const std::lock_guard<std::mutex> lock(g.mutex());
        g.set_state(ns::borrow(state));
    });
}

}  // extern "C"
