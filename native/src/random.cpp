// Random generators: libtorch's own, one per device, and as many more as the caller wants.
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <torch/cuda.h>

#include <mutex>

#include "guard.h"
#include "handles.h"

using namespace nassharp;

namespace {

at::Generator default_generator(int32_t device_type, int32_t device_index) {
    return at::globalContext().defaultGenerator(device(device_type, device_index));
}

at::Generator generator_or_default(ns_generator generator, int32_t device_type, int32_t device_index) {
    return generator == nullptr ? default_generator(device_type, device_index) : borrow(generator);
}

void seed(at::Generator generator, uint64_t value) {
    const std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_current_seed(value);
}

at::Generator new_generator(int32_t device_type, int32_t device_index, uint64_t value) {
    // Only the CPU's is made directly: clone() never frees what it makes (its weak count starts at zero), 2.6 KB each.
    if (static_cast<c10::DeviceType>(device_type) == c10::DeviceType::CPU) return at::detail::createCPUGenerator(value);
    // A copy of the default one works for every other device, without that device's headers.
    auto source = default_generator(device_type, device_index);
    const std::lock_guard<std::mutex> lock(source.mutex());
    auto generator = source.clone();
    generator.set_current_seed(value);
    return generator;
}

}  // namespace

int32_t ns_manual_seed(uint64_t value) {
    return guarded([&] {
        seed(default_generator(static_cast<int32_t>(c10::DeviceType::CPU), -1), value);
        const auto cuda_devices = static_cast<int32_t>(torch::cuda::device_count());
        for (int32_t i = 0; i < cuda_devices; i++) seed(default_generator(static_cast<int32_t>(c10::DeviceType::CUDA), i), value);
    });
}

int32_t ns_generator_new(int32_t device_type, int32_t device_index, uint64_t value, ns_generator* out) {
    return guarded([&] { *out = hand_out(new_generator(device_type, device_index, value)); });
}

void ns_generator_release(ns_generator generator) {
    if (generator != nullptr) c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(reinterpret_cast<c10::GeneratorImpl*>(generator));
}

int32_t ns_generator_set_seed(ns_generator generator, uint64_t value) {
    return guarded([&] {
        TORCH_CHECK(generator != nullptr, "a null generator stands for the default ones: seed those with ns_manual_seed");
        seed(borrow(generator), value);
    });
}

int32_t ns_generator_get_state(ns_generator generator, int32_t device_type, int32_t device_index, ns_tensor* out) {
    return guarded([&] {
        auto source = generator_or_default(generator, device_type, device_index);
        const std::lock_guard<std::mutex> lock(source.mutex());
        *out = hand_out(source.get_state());
    });
}

int32_t ns_generator_set_state(ns_generator generator, int32_t device_type, int32_t device_index, ns_tensor state) {
    return guarded([&] {
        auto target = generator_or_default(generator, device_type, device_index);
        const auto bytes = borrow_defined(state);
        const std::lock_guard<std::mutex> lock(target.mutex());
        target.set_state(bytes);
    });
}
