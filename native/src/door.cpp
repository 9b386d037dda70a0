// The generic door: any operator of the dispatcher, called with tagged values.
#include <ATen/core/stack.h>

#include <algorithm>
#include <utility>

#include "guard.h"
#include "values.h"

namespace nassharp {
namespace {

using torch::jit::Stack;

// One stack per thread, reused. A call made from inside another one (from a gradient hook, say) finds it gone and takes a
// fresh one: kernels keep references into the stack they were called with. Empty again whatever way the call ends.
class CallStack {
public:
    CallStack() { std::swap(stack_, spare); }
    ~CallStack() {
        stack_.clear();
        std::swap(stack_, spare);
    }
    CallStack(const CallStack&) = delete;
    CallStack& operator=(const CallStack&) = delete;
    Stack* operator->() { return &stack_; }
    Stack& operator*() { return stack_; }

private:
    static thread_local Stack spare;
    Stack stack_;
};

thread_local Stack CallStack::spare;

void push_arguments(const Operator& op, Stack& stack, const ns_value* args, int32_t arg_count) {
    const auto expected = static_cast<int32_t>(op.parameters.size());
    TORCH_CHECK(arg_count <= expected, "the operator takes ", expected, " arguments at most, not ", arg_count);
    stack.reserve(std::max(op.parameters.size(), static_cast<size_t>(op.result_count)));
    const ns_value missing{NS_DEFAULT, 0, {0}};
    for (int32_t i = 0; i < expected; i++) stack.push_back(to_ivalue(op.parameters[i], i < arg_count ? args[i] : missing));
}

void call(const Operator& op, const ns_value* args, int32_t arg_count, ns_value* results, int32_t max_results, int32_t* result_count) {
    TORCH_CHECK(op.unsupported_result.empty(), "the operator returns ", op.unsupported_result, ", which cannot be handed out");
    TORCH_CHECK(max_results == 0 || op.result_count <= max_results, "the operator returns ", op.result_count, " values, more than the ",
                max_results, " there is room for");
    CallStack stack;
    push_arguments(op, *stack, args, arg_count);
    op.handle.callBoxed(*stack);
    *result_count = max_results == 0 ? 0 : op.result_count;
    for (int32_t i = 0; i < *result_count; i++) results[i] = from_ivalue(std::move((*stack)[i]));
}

}  // namespace
}  // namespace nassharp

int32_t ns_call(ns_op op, const ns_value* args, int32_t arg_count, ns_value* results, int32_t max_results, int32_t* result_count) {
    return nassharp::guarded([&] { nassharp::call(nassharp::operator_of(op), args, arg_count, results, max_results, result_count); });
}
