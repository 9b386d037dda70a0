// Shapes without values: the meta device for operators whose meta kernel this libtorch has in Python only, or not at all.
#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/library.h>

#include <vector>

namespace nassharp {
namespace {

using Stack = torch::jit::Stack;

at::Tensor without_values(const at::Tensor& tensor) {
    if (!tensor.defined()) return tensor;
    return at::empty_strided(tensor.sizes(), tensor.strides(), tensor.options().device(at::kMeta));
}

// Zeros are valid values for every kind of argument, indices included.
at::Tensor with_values(const at::Tensor& tensor) {
    return tensor.defined() && tensor.is_meta() ? at::zeros(tensor.sizes(), tensor.options().device(at::kCPU)) : tensor;
}

template <typename Convert>
c10::IValue converted(const c10::IValue& value, Convert convert) {
    if (value.isTensor()) return convert(value.toTensor());
    if (!value.isList()) return value;
    const auto source = value.toList();
    c10::impl::GenericList target(source.elementType());
    target.reserve(source.size());
    for (size_t i = 0; i < source.size(); i++) target.push_back(converted(source.get(i), convert));
    return target;
}

// Learns the shapes of any operator by computing it once on the processor; the results have no values again.
void compute_on_zeros(const c10::OperatorHandle& op, Stack* stack) {
    const auto& schema = op.schema();
    for (const auto& result : schema.returns()) {
        const auto kind = result.type()->kind();
        TORCH_CHECK(kind == c10::TypeKind::TensorType || kind == c10::TypeKind::ListType, schema.name(), ": a tensor on the meta device has no values to look at");
    }
    const auto first = stack->size() - schema.arguments().size();
    const std::vector<c10::IValue> arguments(stack->begin() + static_cast<Stack::difference_type>(first), stack->end());
    for (auto i = first; i < stack->size(); i++) (*stack)[i] = converted((*stack)[i], with_values);
    {
        at::AutoDispatchBelowADInplaceOrView below_autograd;
        op.callBoxed(stack);
    }
    for (size_t i = 0; i < schema.returns().size(); i++) {
        auto& result = (*stack)[first + i];
        const auto* alias = schema.returns()[i].alias_info();
        bool is_argument = false;
        for (size_t j = 0; alias != nullptr && alias->isWrite() && j < arguments.size(); j++) {
            const auto* other = schema.arguments()[j].alias_info();
            if (other != nullptr && *other == *alias) {
                result = arguments[j];
                is_argument = true;
            }
        }
        if (!is_argument) result = converted(result, without_values);
    }
}

// (input, weight, bias, stride, padding, dilation, transposed, output_padding, groups)
void convolution(const c10::OperatorHandle&, Stack* stack) {
    const auto input = torch::jit::peek(*stack, 0, 9).toTensor();
    const auto weight = torch::jit::peek(*stack, 1, 9).toTensor();
    const auto stride = torch::jit::peek(*stack, 3, 9).toIntVector();
    const auto padding = torch::jit::peek(*stack, 4, 9).toIntVector();
    const auto dilation = torch::jit::peek(*stack, 5, 9).toIntVector();
    const auto transposed = torch::jit::peek(*stack, 6, 9).toBool();
    const auto output_padding = torch::jit::peek(*stack, 7, 9).toIntVector();
    const auto groups = torch::jit::peek(*stack, 8, 9).toInt();
    const auto channels = transposed ? weight.size(0) : weight.size(1) * groups;
    TORCH_CHECK(input.size(1) == channels, "expected input", input.sizes(), " to have ", channels, " channels, but got ", input.size(1), " channels instead");
    std::vector<int64_t> sizes{input.size(0), transposed ? weight.size(1) * groups : weight.size(0)};
    for (size_t i = 0; i + 2 < static_cast<size_t>(input.dim()); i++) {
        const auto in = input.size(static_cast<int64_t>(i) + 2);
        const auto reach = dilation[i] * (weight.size(static_cast<int64_t>(i) + 2) - 1);
        const auto out = transposed ? (in - 1) * stride[i] - 2 * padding[i] + reach + output_padding[i] + 1 : (in + 2 * padding[i] - reach - 1) / stride[i] + 1;
        TORCH_CHECK(out > 0 && in + 2 * padding[i] > (transposed ? 0 : reach), "the kernel is larger than the padded input ", input.sizes());
        sizes.push_back(out);
    }
    auto output = at::empty(sizes, input.options().memory_format(input.suggest_memory_format()));
    torch::jit::drop(*stack, 9);
    torch::jit::push(*stack, output);
}

// (input, weight, bias, running_mean, running_var, training, momentum, eps)
void batch_norm(const c10::OperatorHandle&, Stack* stack) {
    const auto input = torch::jit::peek(*stack, 0, 8).toTensor();
    const auto training = torch::jit::peek(*stack, 5, 8).toBool();
    const auto statistics = at::empty({training ? input.size(1) : 0}, input.options());
    torch::jit::drop(*stack, 8);
    torch::jit::push(*stack, at::empty_like(input), statistics, at::empty_like(statistics));
}

bool has_meta_kernel(const char* name) {
    const auto op = c10::Dispatcher::singleton().findSchema({name, ""});
    return op.has_value() && op->hasKernelForDispatchKey(c10::DispatchKey::Meta);
}

torch::CppFunction by_computing() { return torch::CppFunction::makeFromBoxedFunction<&compute_on_zeros>(); }

// libtorch 1.13 leaves this place free; 2.x has a fallback there that refuses.
bool refuses_by_itself() { return c10::Dispatcher::singleton().hasBackendFallbackForDispatchKey(c10::DispatchKey::Meta); }

// What runs on the processor and has neither a meta kernel nor an implementation in terms of other operators.
bool needs_a_meta_kernel(const c10::OperatorHandle& op) {
    const auto has = [&](c10::DispatchKey key) { return op.hasKernelForDispatchKey(key); };
    using Key = c10::DispatchKey;
    return has(Key::CPU) && !has(Key::Meta) && !has(Key::CompositeImplicitAutograd) && !has(Key::CompositeExplicitAutograd) && !has(Key::CompositeExplicitAutogradNonFunctional);
}

const bool one_by_one = refuses_by_itself();

}  // namespace

TORCH_LIBRARY_IMPL(_, Meta, library) {
    if (!one_by_one) library.fallback(by_computing());
}

TORCH_LIBRARY_IMPL(aten, Meta, library) {
    if (!has_meta_kernel("aten::convolution_overrideable"))
        library.impl("convolution_overrideable", torch::CppFunction::makeFromBoxedFunction<&convolution>());
    if (!has_meta_kernel("aten::native_batch_norm")) library.impl("native_batch_norm", torch::CppFunction::makeFromBoxedFunction<&batch_norm>());
    if (!one_by_one) return;
    for (const auto& name : c10::Dispatcher::singleton().getAllOpNames()) {
        const auto op = c10::Dispatcher::singleton().findOp(name);
        if (op.has_value() && name.getNamespace() == "aten" && op->hasSchema() && needs_a_meta_kernel(*op))
            library.impl(c10::toString(name).c_str(), by_computing());
    }
}

}  // namespace nassharp
