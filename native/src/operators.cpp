// Finding operators in libtorch's dispatcher and reading their schemas.
#include "operators.h"

#include <ATen/core/jit_type.h>
#include <torch/version.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <utility>

#include "guard.h"
#include "handles.h"

namespace nassharp {
namespace {

Kind kind_of(const c10::Type& type);

Kind list_kind(const c10::Type& element) {
    if (element.kind() == c10::TypeKind::OptionalType) {
        const auto& inner = *element.castRaw<c10::OptionalType>()->getElementType();
        return kind_of(inner) == Kind::Tensor ? Kind::OptionalTensorList : Kind::Other;
    }
    switch (kind_of(element)) {
        case Kind::Tensor: return Kind::TensorList;
        case Kind::Int: return Kind::IntList;
        case Kind::Double: return Kind::DoubleList;
        case Kind::Bool: return Kind::BoolList;
        case Kind::Scalar: return Kind::ScalarList;
        default: return Kind::Other;
    }
}

// Types named dtype, layout and memory format are ints in the dispatcher's own view.
Kind kind_of(const c10::Type& type) {
    switch (type.kind()) {
        case c10::TypeKind::TensorType: return Kind::Tensor;
        case c10::TypeKind::IntType:
        case c10::TypeKind::SymIntType: return Kind::Int;
        case c10::TypeKind::FloatType:
        case c10::TypeKind::SymFloatType: return Kind::Double;
        case c10::TypeKind::BoolType: return Kind::Bool;
        case c10::TypeKind::NumberType: return Kind::Scalar;
        case c10::TypeKind::StringType: return Kind::String;
        case c10::TypeKind::DeviceObjType: return Kind::Device;
        case c10::TypeKind::GeneratorType: return Kind::Generator;
        case c10::TypeKind::ListType: return list_kind(*type.castRaw<c10::ListType>()->getElementType());
        default: return Kind::Other;
    }
}

Parameter describe(const c10::Argument& argument) {
    const bool optional = argument.type()->kind() == c10::TypeKind::OptionalType;
    const auto type = optional ? argument.type()->castRaw<c10::OptionalType>()->getElementType() : argument.type();
    return Parameter{
        kind_of(*type),
        optional,
        argument.default_value().has_value(),
        argument.N().value_or(0),
        argument.default_value().value_or(c10::IValue()),
        argument.name(),
        argument.type()->str(),
    };
}

// What there is instead, when only the overload is wrong.
std::string overloads_of(const std::string& name) {
    std::vector<std::string> overloads;
    for (const auto& candidate : c10::Dispatcher::singleton().getAllOpNames())
        if (candidate.name == name) overloads.push_back("'" + candidate.overload_name + "'");
    std::sort(overloads.begin(), overloads.end());
    std::string text;
    for (const auto& overload : overloads) text += (text.empty() ? "; its overloads are " : ", ") + overload;
    return text;
}

std::unique_ptr<Operator> find(const std::string& name, const std::string& overload) {
    const auto handle = c10::Dispatcher::singleton().findSchema(c10::OperatorName(name, overload));
    TORCH_CHECK(handle.has_value(), "libtorch ", TORCH_VERSION, " has no such operator", overloads_of(name));
    const auto& schema = handle->schema();
    auto op = std::unique_ptr<Operator>(new Operator{*handle, {}, static_cast<int32_t>(schema.returns().size()), {}});
    for (const auto& argument : schema.arguments()) op->parameters.push_back(describe(argument));
    for (const auto& result : schema.returns()) {
        const auto kind = kind_of(*result.type());
        const bool optional = result.type()->kind() == c10::TypeKind::OptionalType;
        if (!optional && (kind == Kind::Other || kind == Kind::ScalarList)) op->unsupported_result = result.type()->str();
    }
    return op;
}

// Operators live as long as the process; calls hold plain pointers to them.
Operator& cached(const std::string& name, const std::string& overload) {
    static std::mutex mutex;
    static auto& cache = *new std::map<std::pair<std::string, std::string>, std::unique_ptr<Operator>>();
    const std::lock_guard<std::mutex> lock(mutex);
    auto& entry = cache[{name, overload}];
    if (!entry) entry = find(name, overload);
    return *entry;
}

std::string to_string(const c10::FunctionSchema& schema) {
    std::ostringstream text;
    text << schema;
    return text.str();
}

}  // namespace
}  // namespace nassharp

using namespace nassharp;

int32_t ns_op_find(const char* name, const char* overload, ns_op* out) {
    return guarded([&] { *out = reinterpret_cast<ns_op>(&cached(name, overload == nullptr ? "" : overload)); });
}

int32_t ns_op_schema(ns_op op, char** out) {
    return guarded([&] { *out = hand_out(to_string(operator_of(op).handle.schema())); });
}

int32_t ns_op_list(char** out) {
    return guarded([&] {
        auto& dispatcher = c10::Dispatcher::singleton();
        std::vector<std::string> lines;
        for (const auto& name : dispatcher.getAllOpNames())
            if (const auto handle = dispatcher.findSchema(name)) lines.push_back(to_string(handle->schema()));
        std::sort(lines.begin(), lines.end());
        std::string text;
        for (const auto& line : lines) text += line + "\n";
        *out = hand_out(text);
    });
}
