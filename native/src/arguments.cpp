// Arguments: from tagged values to what the operator's schema asks for.
#include <ATen/core/List.h>
#include <ATen/core/jit_type.h>

#include "guard.h"
#include "handles.h"
#include "values.h"

namespace nassharp {
namespace {

using c10::IValue;

const char* tag_name(int32_t tag) {
    static const char* const names[] = {"None",           "a Tensor",        "an int",          "a float",           "a bool",
                                        "a list of ints", "a list of floats", "a list of bools", "a list of Tensors", "a list of optional Tensors",
                                        "a string",       "a Device",        "a Generator",     "the default"};
    return tag >= 0 && tag <= NS_DEFAULT ? names[tag] : "a value of an unknown tag";
}

[[noreturn]] void mismatch(const Parameter& parameter, const ns_value& value) {
    throw c10::TypeError({__func__, __FILE__, __LINE__},
                         c10::str("argument '", parameter.name, "' must be ", parameter.type, ", not ", tag_name(value.tag)));
}

template <typename Item, typename Source>
IValue list_of(const ns_value& value) {
    const auto* source = static_cast<const Source*>(value.p);
    c10::List<Item> list;
    list.reserve(value.count);
    for (int32_t i = 0; i < value.count; i++) list.push_back(static_cast<Item>(source[i]));
    return list;
}

template <typename Item>
IValue repeated(Item item, int32_t length) {
    c10::List<Item> list;
    list.resize(length == 0 ? 1 : length, item);
    return list;
}

IValue tensor_list(const Parameter& parameter, const ns_value& value) {
    const auto* tensors = static_cast<const ns_tensor*>(value.p);
    c10::List<at::Tensor> list;
    list.reserve(value.count);
    for (int32_t i = 0; i < value.count; i++) {
        TORCH_CHECK(tensors[i] != nullptr, "tensor ", i, " of argument '", parameter.name, "' is undefined");
        list.push_back(borrow(tensors[i]));
    }
    return list;
}

IValue optional_tensor_list(const ns_value& value) {
    const auto* tensors = static_cast<const ns_tensor*>(value.p);
    c10::impl::GenericList list(c10::OptionalType::create(c10::TensorType::get()));
    list.reserve(value.count);
    for (int32_t i = 0; i < value.count; i++) list.push_back(tensors[i] == nullptr ? IValue() : IValue(borrow(tensors[i])));
    return list;
}

bool is_list(const ns_value& value, ns_tag tag) { return value.tag == tag || (value.count == 0 && value.tag >= NS_INT_LIST && value.tag <= NS_OPT_TENSOR_LIST); }

}  // namespace

IValue to_ivalue(const Parameter& parameter, const ns_value& value) {
    const auto tag = value.tag;
    if (tag == NS_DEFAULT) {
        TORCH_CHECK(parameter.has_default, "argument '", parameter.name, "' of type ", parameter.type, " is missing");
        return parameter.default_value;
    }
    if (tag == NS_NONE && parameter.optional) return IValue();
    switch (parameter.kind) {
        case Kind::Tensor:
            if (tag != NS_TENSOR) break;
            if (value.p == nullptr && parameter.optional) return IValue();
            return IValue(borrow(static_cast<ns_tensor>(const_cast<void*>(value.p))));
        case Kind::Int:
            if (tag == NS_INT) return IValue(value.i);
            break;
        case Kind::Double:
            if (tag == NS_DOUBLE) return IValue(value.d);
            if (tag == NS_INT) return IValue(static_cast<double>(value.i));
            break;
        case Kind::Bool:
            if (tag == NS_BOOL) return IValue(value.i != 0);
            break;
        case Kind::Scalar:
            if (tag == NS_DOUBLE) return IValue(value.d);
            if (tag == NS_INT) return IValue(value.i);
            if (tag == NS_BOOL) return IValue(value.i != 0);
            break;
        case Kind::String:
            if (tag == NS_STRING) return IValue(std::string(static_cast<const char*>(value.p), value.count));
            break;
        case Kind::Device:
            if (tag == NS_DEVICE) return IValue(device(static_cast<int32_t>(value.i >> 32), static_cast<int32_t>(value.i)));
            break;
        case Kind::Generator:
            if (tag == NS_GENERATOR && value.p == nullptr && parameter.optional) return IValue();
            if (tag == NS_GENERATOR && value.p != nullptr) return IValue(borrow(static_cast<ns_generator>(const_cast<void*>(value.p))));
            break;
        case Kind::IntList:
            if (is_list(value, NS_INT_LIST)) return list_of<int64_t, int64_t>(value);
            if (tag == NS_INT) return repeated<int64_t>(value.i, parameter.length);
            break;
        case Kind::DoubleList:
            if (is_list(value, NS_DOUBLE_LIST)) return list_of<double, double>(value);
            if (tag == NS_INT_LIST) return list_of<double, int64_t>(value);
            if (tag == NS_DOUBLE) return repeated<double>(value.d, parameter.length);
            break;
        case Kind::BoolList:
            if (is_list(value, NS_BOOL_LIST)) return list_of<bool, uint8_t>(value);
            if (tag == NS_BOOL) return repeated<bool>(value.i != 0, parameter.length);
            break;
        case Kind::ScalarList:
            if (is_list(value, NS_DOUBLE_LIST)) return list_of<at::Scalar, double>(value);
            if (tag == NS_INT_LIST) return list_of<at::Scalar, int64_t>(value);
            break;
        case Kind::TensorList:
            if (is_list(value, NS_TENSOR_LIST) || tag == NS_OPT_TENSOR_LIST) return tensor_list(parameter, value);
            break;
        case Kind::OptionalTensorList:
            if (is_list(value, NS_OPT_TENSOR_LIST) || tag == NS_TENSOR_LIST) return optional_tensor_list(value);
            break;
        case Kind::Other:
            break;
    }
    mismatch(parameter, value);
}

}  // namespace nassharp
