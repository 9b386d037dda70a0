// The generic door: any operator of the dispatcher, found by name once and called with tagged values.
#include <ATen/core/dispatch/Dispatcher.h>

#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <stdexcept>

#include "values.h"

namespace {

struct Operator {
    c10::OperatorHandle handle;
    const c10::FunctionSchema& schema;

    explicit Operator(c10::OperatorHandle h) : handle(h), schema(handle.schema()) {}
};

// Handles live as long as the process: the one global of this library.
std::map<std::pair<std::string, std::string>, Operator>& cache() {
    static auto* operators = new std::map<std::pair<std::string, std::string>, Operator>();
    return *operators;
}

std::mutex& cache_mutex() {
    static std::mutex mutex;
    return mutex;
}

const Operator& of(ns_op op) {
    return *reinterpret_cast<const Operator*>(op);
}

void push_arguments(const Operator& op, const ns_value* args, int32_t arg_count, torch::jit::Stack& stack) {
    const auto& arguments = op.schema.arguments();
    if (static_cast<size_t>(arg_count) > arguments.size())
        throw std::invalid_argument("takes at most " + std::to_string(arguments.size()) + " arguments, found " + std::to_string(arg_count));
    for (size_t i = 0; i < arguments.size(); i++) {
        const auto& argument = arguments[i];
        if (i < static_cast<size_t>(arg_count) && args[i].tag != NS_DEFAULT) {
            stack.push_back(ns::to_ivalue(args[i], argument));
        } else if (argument.default_value().has_value()) {
            stack.push_back(*argument.default_value());
        } else {
            throw std::invalid_argument("argument '" + argument.name() + "' of type " + argument.type()->str() + " is missing");
        }
    }
}

// The stack of one call. Backward hooks call operators inside operators, so each level has its own.
class CallStack {
public:
    CallStack() : stack_(next()) {
        level()++;
    }
    ~CallStack() {
        stack_->clear();
        level()--;
    }
    CallStack(const CallStack&) = delete;
    CallStack& operator=(const CallStack&) = delete;
    torch::jit::Stack& operator*() { return *stack_; }

private:
    static std::vector<std::unique_ptr<torch::jit::Stack>>& kept() {
        thread_local std::vector<std::unique_ptr<torch::jit::Stack>> stacks;
        return stacks;
    }
    static size_t& level() {
        thread_local size_t depth = 0;
        return depth;
    }
    static torch::jit::Stack* next() {
        if (level() == kept().size()) kept().push_back(std::make_unique<torch::jit::Stack>());
        return kept()[level()].get();
    }
    torch::jit::Stack* stack_;
};

}  // namespace

extern "C" {

const char* ns_last_error(void) {
    return ns::last_error().c_str();
}

int32_t ns_op_find(const char* name, const char* overload, ns_op* out) {
    return ns::guarded([&] {
        const std::lock_guard<std::mutex> lock(cache_mutex());
        const auto key = std::make_pair(std::string(name), std::string(overload));
        auto found = cache().find(key);
        if (found == cache().end()) {
            const auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
            if (!handle.has_value()) throw std::invalid_argument("libtorch " TORCH_VERSION " has no such operator");
            found = cache().emplace(key, Operator(*handle)).first;
        }
        *out = reinterpret_cast<ns_op>(&found->second);
    });
}

int32_t ns_op_schema(ns_op op, char** out) {
    return ns::guarded([&] {
        std::ostringstream text;
        text << of(op).schema;
        *out = ns::copy_text(text.str());
    });
}

int32_t ns_op_list(char** out) {
    return ns::guarded([&] {
        std::ostringstream text;
        for (const auto& name : c10::Dispatcher::singleton().getAllOpNames()) {
            const auto handle = c10::Dispatcher::singleton().findSchema(name);
            if (handle.has_value()) text << handle->schema() << '\n';
        }
        *out = ns::copy_text(text.str());
    });
}

int32_t ns_call(ns_op op, const ns_value* args, int32_t arg_count, ns_value* results, int32_t max_results, int32_t* result_count) {
    *result_count = 0;
    return ns::guarded([&] {
        CallStack stack;
        push_arguments(of(op), args, arg_count, *stack);
        of(op).handle.callBoxed(&*stack);
        const auto count = static_cast<int32_t>((*stack).size());
        if (count > max_results)
            throw std::invalid_argument("returns " + std::to_string(count) + " values, room for " + std::to_string(max_results));
        for (int32_t i = 0; i < count; i++) ns::from_ivalue(std::move((*stack)[i]), results[i]);
        *result_count = count;
    });
}

}  // extern "C"
