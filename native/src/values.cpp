#include "values.h"

#include <ATen/core/List.h>
#include <ATen/core/Generator.h>

#include <stdexcept>
#include <vector>

namespace ns {
namespace {

using c10::TypeKind;

[[noreturn]] void mismatch(const c10::Argument& argument, const char* found) {
    throw std::invalid_argument("argument '" + argument.name() + "' expects " + argument.type()->str() + ", found " + found);
}

// The type inside Optional[...].
c10::TypePtr plain_type(const c10::TypePtr& type) {
    if (type->kind() == TypeKind::OptionalType) return type->castRaw<c10::OptionalType>()->getElementType();
    return type;
}

bool is_list_of(const c10::TypePtr& type, TypeKind element) {
    return type->kind() == TypeKind::ListType && type->castRaw<c10::ListType>()->getElementType()->kind() == element;
}

bool is_list_of_ints(const c10::TypePtr& type) {
    return is_list_of(type, TypeKind::IntType) || is_list_of(type, TypeKind::SymIntType);
}

c10::List<at::Tensor> tensor_list(const ns_value& value) {
    c10::List<at::Tensor> list;
    list.reserve(value.count);
    const auto* handles = static_cast<const ns_tensor*>(value.p);
    for (int32_t i = 0; i < value.count; i++) list.push_back(borrow(handles[i]));
    return list;
}

c10::IValue optional_tensor_list(const ns_value& value) {
    c10::List<c10::optional<at::Tensor>> list;
    list.reserve(value.count);
    const auto* handles = static_cast<const ns_tensor*>(value.p);
    for (int32_t i = 0; i < value.count; i++)
        list.push_back(handles[i] == nullptr ? c10::optional<at::Tensor>() : c10::optional<at::Tensor>(borrow(handles[i])));
    return list;
}

template <typename T, typename S>
c10::List<T> list_of(const ns_value& value) {
    c10::List<T> list;
    list.reserve(value.count);
    const auto* items = static_cast<const S*>(value.p);
    for (int32_t i = 0; i < value.count; i++) list.push_back(static_cast<T>(items[i]));
    return list;
}

c10::IValue from_int(const ns_value& value, const c10::Argument& argument, const c10::TypePtr& type) {
    if (type->kind() == TypeKind::FloatType) return static_cast<double>(value.i);
    if (type->kind() == TypeKind::BoolType) return value.i != 0;
    if (is_list_of_ints(type)) return c10::List<int64_t>({value.i});
    if (is_list_of(type, TypeKind::FloatType)) return c10::List<double>({static_cast<double>(value.i)});
    if (type->kind() == TypeKind::TensorType) mismatch(argument, "a number");
    return value.i;
}

c10::IValue from_int_list(const ns_value& value, const c10::TypePtr& type) {
    if (is_list_of(type, TypeKind::FloatType)) return list_of<double, int64_t>(value);
    if (value.count == 0 && is_list_of(type, TypeKind::TensorType)) return c10::List<at::Tensor>();
    return list_of<int64_t, int64_t>(value);
}

}  // namespace

c10::IValue to_ivalue(const ns_value& value, const c10::Argument& argument) {
    switch (value.tag) {
        case NS_NONE: return c10::IValue();
        case NS_TENSOR: return borrow(static_cast<ns_tensor>(const_cast<void*>(value.p)));
        case NS_INT: return from_int(value, argument, plain_type(argument.type()));
        case NS_DOUBLE:
            if (is_list_of(plain_type(argument.type()), TypeKind::FloatType)) return c10::List<double>({value.d});
            return value.d;
        case NS_BOOL: return value.i != 0;
        case NS_INT_LIST: return from_int_list(value, plain_type(argument.type()));
        case NS_DOUBLE_LIST: return list_of<double, double>(value);
        case NS_BOOL_LIST: return list_of<bool, uint8_t>(value);
        case NS_TENSOR_LIST: {
            const auto type = plain_type(argument.type());
            if (is_list_of(type, TypeKind::OptionalType)) return optional_tensor_list(value);
            return tensor_list(value);
        }
        case NS_OPT_TENSOR_LIST: return optional_tensor_list(value);
        case NS_STRING: return std::string(static_cast<const char*>(value.p), value.count);
        case NS_DEVICE: return device_of(static_cast<int32_t>(value.i >> 32), static_cast<int32_t>(value.i & 0xffffffff));
        case NS_GENERATOR:
            if (value.p == nullptr) return c10::IValue();
            return *static_cast<const at::Generator*>(value.p);
        default: mismatch(argument, "a value of unknown kind");
    }
}

namespace {

template <typename T>
T* allocate(size_t count) {
    auto* memory = static_cast<T*>(std::malloc(count == 0 ? 1 : count * sizeof(T)));
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

template <typename T, typename List>
void hand_over(const List& list, int32_t tag, ns_value& out) {
    auto* items = allocate<T>(list.size());
    for (size_t i = 0; i < list.size(); i++) items[i] = static_cast<T>(list[i]);
    out.tag = tag;
    out.count = static_cast<int32_t>(list.size());
    out.p = items;
}

}  // namespace

void from_ivalue(c10::IValue&& value, ns_value& out) {
    out.count = 0;
    if (value.isTensor()) {
        out.tag = NS_TENSOR;
        out.p = release(std::move(value).toTensor());
    } else if (value.isInt()) {
        out.tag = NS_INT;
        out.i = value.toInt();
    } else if (value.isDouble()) {
        out.tag = NS_DOUBLE;
        out.d = value.toDouble();
    } else if (value.isBool()) {
        out.tag = NS_BOOL;
        out.i = value.toBool() ? 1 : 0;
    } else if (value.isTensorList()) {
        auto tensors = value.toTensorVector();
        auto* handles = allocate<ns_tensor>(tensors.size());
        for (size_t i = 0; i < tensors.size(); i++) handles[i] = release(std::move(tensors[i]));
        out.tag = NS_TENSOR_LIST;
        out.count = static_cast<int32_t>(tensors.size());
        out.p = handles;
    } else if (value.isIntList()) {
        hand_over<int64_t>(value.toIntVector(), NS_INT_LIST, out);
    } else if (value.isDoubleList()) {
        hand_over<double>(value.toDoubleVector(), NS_DOUBLE_LIST, out);
    } else if (value.isString()) {
        const auto& text = value.toStringRef();
        out.tag = NS_STRING;
        out.count = static_cast<int32_t>(text.size());
        out.p = copy_text(text);
    } else if (value.isDevice()) {
        const auto device = value.toDevice();
        out.tag = NS_DEVICE;
        out.i = (static_cast<int64_t>(device.type()) << 32) | static_cast<uint32_t>(device.index());
    } else if (value.isNone()) {
        out.tag = NS_NONE;
        out.i = 0;
    } else if (value.isScalar()) {
        throw std::invalid_argument("complex numbers are not passed on");
    } else {
        throw std::invalid_argument("results of type " + value.tagKind() + " are not passed on");
    }
}

}  // namespace ns
