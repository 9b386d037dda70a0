// A device that calls itself cuda:0 and computes on the processor, so that what is written for a GPU can be tried on a machine without one. Its memory is ordinary memory
// under an address that nothing can read; whoever takes the processor's way with it crashes. An operator that gets tensors of both devices is refused, as CUDA refuses it.
// Preload it into a program: LD_PRELOAD=libpretend_gpu.so nasctl search --device cuda
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/library.h>

#include <cstdint>
#include <mutex>
#include <unordered_set>

namespace {

const c10::Device gpu(c10::DeviceType::CUDA, 0);

// --- memory ----------------------------------------------------------------------------------------------------------------

// Not an address of x64: its upper bits are neither all zero nor all one.
void* disguised(void* memory) { return memory == nullptr ? nullptr : reinterpret_cast<void*>(reinterpret_cast<uintptr_t>(memory) | (uintptr_t{1} << 62)); }

void forget(void* inner) { delete static_cast<c10::Storage*>(inner); }

c10::DataPtr hide(const c10::Storage& inner) { return {disguised(const_cast<void*>(static_cast<const void*>(inner.data()))), new c10::Storage(inner), &forget, gpu}; }

c10::Storage& inner_of(const at::Tensor& tensor) {
    auto* context = tensor.storage().data_ptr().get_context();
    TORCH_INTERNAL_ASSERT(context != nullptr, "a tensor of the pretended GPU has no memory");
    return *static_cast<c10::Storage*>(context);
}

void copy_shape(const at::Tensor& from, const at::Tensor& to) {
    auto* impl = to.unsafeGetTensorImpl();
    impl->set_sizes_and_strides(from.sizes(), from.strides());
    impl->set_storage_offset(from.storage_offset());
}

at::Tensor bare(c10::Storage storage, c10::DispatchKey key, const at::Tensor& like) {
    auto result = at::detail::make_tensor<c10::TensorImpl>(std::move(storage), c10::DispatchKeySet(key), like.dtype());
    copy_shape(like, result);
    if (like.is_conj()) result._set_conj(true);
    if (like.is_neg()) result._set_neg(true);
    return result;
}

// The same elements as a tensor of the processor; both refer to the same memory.
at::Tensor uncovered(const at::Tensor& tensor) { return bare(inner_of(tensor), c10::DispatchKey::CPU, tensor); }

// --- operators -------------------------------------------------------------------------------------------------------------

struct Pair {
    at::Tensor outside;
    at::Tensor inside;
};

// Operators of CUDA that take some tensors on the processor: copies between the devices, indices, lengths.
bool may_mix(const std::string& name) {
    static const std::unordered_set<std::string> names = {"aten::copy_", "aten::_copy_from", "aten::index.Tensor", "aten::index.Tensor_out", "aten::index_put_", "aten::_index_put_impl_",
        "aten::_pack_padded_sequence", "aten::_pack_padded_sequence_backward", "aten::set_.source_Storage", "aten::_pin_memory", "aten::is_pinned"};
    return names.count(name) > 0;
}

class Call {
public:
    Call(const c10::OperatorHandle& op, torch::jit::Stack& stack) : op_(op), stack_(stack), name_(c10::toString(op.operator_name())) {}

    void run() {
        const auto& schema = op_.schema();
        const auto count = schema.arguments().size();
        const auto begin = stack_.size() - count;
        for (size_t i = 0; i < count; i++) stack_[begin + i] = to_inside(stack_[begin + i], schema.arguments()[i]);
        op_.redispatchBoxed(c10::DispatchKeySet(c10::DispatchKey::CPU), &stack_);
        follow_resizes();
        for (auto& value : stack_) value = to_outside(value);
    }

private:
    c10::IValue to_inside(const c10::IValue& value, const c10::Argument& argument) {
        if (value.isTensor()) return inside(value.toTensor());
        if (value.isTensorList()) {
            std::vector<at::Tensor> list;
            for (const auto& tensor : value.toTensorVector()) list.push_back(inside(tensor));
            return list;
        }
        if (value.isOptionalTensorList()) {
            c10::List<c10::optional<at::Tensor>> list;
            for (const auto& tensor : value.toOptionalTensorVector()) list.push_back(tensor ? c10::optional<at::Tensor>(inside(*tensor)) : c10::nullopt);
            return list;
        }
        if (value.isDevice()) return c10::Device(c10::DeviceType::CPU);
        const bool generator = argument.type()->str().find("Generator") != std::string::npos;
        if (generator) return inner_generator(value);
        return value;
    }

    static c10::IValue inner_generator(const c10::IValue& value);

    at::Tensor inside(const at::Tensor& tensor) {
        if (!tensor.defined()) return tensor;
        if (!tensor.is_cuda()) {
            TORCH_CHECK(tensor.dim() == 0 || may_mix(name_), "Expected all tensors to be on the same device, but found at least two devices, cuda:0 and ", tensor.device(), "! (", name_, ")");
            return tensor;
        }
        for (const auto& pair : pairs_)
            if (pair.outside.is_same(tensor)) return pair.inside;
        pairs_.push_back({tensor, uncovered(tensor)});
        return pairs_.back().inside;
    }

    // resize_, set_ and "out" arguments change shapes and memory.
    void follow_resizes() {
        for (auto& pair : pairs_) {
            if (!pair.inside.storage().is_alias_of(inner_of(pair.outside))) {
                auto* impl = pair.outside.unsafeGetTensorImpl();
                impl->set_storage_keep_dtype(cover(pair.inside.storage()));
            } else if (pair.outside.storage().data() != disguised(pair.inside.storage().data()) || pair.outside.storage().nbytes() != pair.inside.storage().nbytes()) {
                auto* storage = pair.outside.storage().unsafeGetStorageImpl();
                storage->set_nbytes(pair.inside.storage().nbytes());
                storage->set_data_ptr_noswap(hide(pair.inside.storage()));
            }
            if (pair.outside.sizes() != pair.inside.sizes() || pair.outside.strides() != pair.inside.strides() || pair.outside.storage_offset() != pair.inside.storage_offset())
                copy_shape(pair.inside, pair.outside);
        }
    }

    c10::Storage cover(const c10::Storage& inner) {
        for (const auto& pair : pairs_)
            if (pair.outside.storage().data_ptr().get_context() != nullptr && inner_of(pair.outside).is_alias_of(inner)) return pair.outside.storage();
        return c10::Storage(c10::Storage::use_byte_size_t(), inner.nbytes(), hide(inner), nullptr, false);
    }

    c10::IValue to_outside(const c10::IValue& value) {
        if (value.isTensor()) return outside(value.toTensor());
        if (value.isTensorList()) {
            std::vector<at::Tensor> list;
            for (const auto& tensor : value.toTensorVector()) list.push_back(outside(tensor));
            return list;
        }
        return value;
    }

    at::Tensor outside(const at::Tensor& tensor) {
        if (!tensor.defined() || tensor.is_cuda()) return tensor;
        for (const auto& pair : pairs_)
            if (pair.inside.is_same(tensor)) return pair.outside;
        if (name_ == "aten::copy_" || name_ == "aten::_copy_from") return tensor;
        return bare(cover(tensor.storage()), c10::DispatchKey::CUDA, tensor);
    }

    const c10::OperatorHandle& op_;
    torch::jit::Stack& stack_;
    const std::string name_;
    std::vector<Pair> pairs_;
};

void pretend(const c10::OperatorHandle& op, torch::jit::Stack* stack) { Call(op, *stack).run(); }

// --- random numbers --------------------------------------------------------------------------------------------------------

class Generator : public c10::GeneratorImpl {
public:
    explicit Generator(at::Generator inner) : c10::GeneratorImpl(gpu, c10::DispatchKeySet(c10::DispatchKey::CUDA)), inner(std::move(inner)) {}
    void set_current_seed(uint64_t seed) override { inner.set_current_seed(seed); }
    uint64_t current_seed() const override { return inner.current_seed(); }
    uint64_t seed() override { return const_cast<at::Generator&>(inner).seed(); }
    void set_state(const c10::TensorImpl& state) override { inner.unsafeGetGeneratorImpl()->set_state(state); }
    c10::intrusive_ptr<c10::TensorImpl> get_state() const override { return inner.unsafeGetGeneratorImpl()->get_state(); }
    Generator* clone_impl() const override { return new Generator(const_cast<at::Generator&>(inner).clone()); }
    at::Generator inner;
};

const at::Generator& default_generator() {
    static const at::Generator generator = at::make_generator<Generator>(at::detail::createCPUGenerator(67280421310721));
    return generator;
}

c10::IValue Call::inner_generator(const c10::IValue& value) {
    const auto generator = value.isNone() ? default_generator() : value.toGenerator();
    return generator.device() == gpu ? static_cast<Generator*>(generator.unsafeGetGeneratorImpl())->inner : generator;
}

// --- what libtorch asks of a GPU -------------------------------------------------------------------------------------------

struct Guard final : c10::impl::DeviceGuardImplInterface {
    c10::DeviceType type() const override { return gpu.type(); }
    c10::Device exchangeDevice(c10::Device) const override { return gpu; }
    c10::Device getDevice() const override { return gpu; }
    void setDevice(c10::Device device) const override { TORCH_CHECK(device.index() <= 0, "CUDA error: invalid device ordinal"); }
    void uncheckedSetDevice(c10::Device) const noexcept override {}
    c10::Stream getStream(c10::Device) const noexcept override { return stream(); }
    c10::Stream getDefaultStream(c10::Device) const override { return stream(); }
    c10::Stream exchangeStream(c10::Stream) const noexcept override { return stream(); }
    c10::DeviceIndex deviceCount() const noexcept override { return 1; }
    void record(void**, const c10::Stream&, const c10::DeviceIndex, const c10::EventFlag) const override {}
    void block(void*, const c10::Stream&) const override {}
    bool queryEvent(void*) const override { return true; }
    void destroyEvent(void*, const c10::DeviceIndex) const noexcept override {}
    bool queryStream(const c10::Stream&) const override { return true; }
    void synchronizeStream(const c10::Stream&) const override {}

private:
    static c10::Stream stream() { return c10::Stream(c10::Stream::DEFAULT, gpu); }
};

}  // namespace

// The registry knows it by this name.
struct CUDAHooks final : at::CUDAHooksInterface {
    explicit CUDAHooks(at::CUDAHooksArgs) {}
    void initCUDA() const override {}
    const at::Generator& getDefaultCUDAGenerator(at::DeviceIndex) const override { return default_generator(); }
    bool hasCUDA() const override { return true; }
    bool hasPrimaryContext(int64_t) const override { return true; }
    int64_t current_device() const override { return 0; }
    int getNumGPUs() const override { return 1; }
    void deviceSynchronize(int64_t) const override {}
    std::string showConfig() const override { return "a pretended GPU that computes on the processor\n"; }
};

C10_REGISTER_GUARD_IMPL(CUDA, Guard)
namespace at {
C10_REGISTER_CLASS(CUDAHooksRegistry, CUDAHooks, ::CUDAHooks)
}

TORCH_LIBRARY_IMPL(_, CUDA, m) { m.fallback(torch::CppFunction::makeFromBoxedFunction<&pretend>()); }

// These have ways of their own that ask what only CUDA's library has.
TORCH_LIBRARY_IMPL(aten, CUDA, m) {
    for (const auto* name : {"copy_", "convolution", "convolution_backward", "_pin_memory", "is_pinned", "native_dropout"})
        m.impl(name, torch::CppFunction::makeFromBoxedFunction<&pretend>());
}
