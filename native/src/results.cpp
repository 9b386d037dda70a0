// Results: from libtorch's values to tagged ones.
#include <ATen/core/List.h>

#include <utility>

#include "guard.h"
#include "handles.h"
#include "values.h"

namespace nassharp {
namespace {

using c10::IValue;

ns_value tagged(ns_tag tag) {
    ns_value value{};
    value.tag = tag;
    return value;
}

template <typename Out, typename List>
ns_value list_value(ns_tag tag, const List& list) {
    auto value = tagged(tag);
    auto* items = allocate<Out>(list.size());
    for (size_t i = 0; i < list.size(); i++) items[i] = static_cast<Out>(list.get(i));
    value.count = static_cast<int32_t>(list.size());
    value.p = items;
    return value;
}

template <typename List, typename Convert>
ns_value tensor_list_value(ns_tag tag, const List& list, Convert convert) {
    auto value = tagged(tag);
    auto* items = allocate<ns_tensor>(list.size());
    for (size_t i = 0; i < list.size(); i++) items[i] = convert(list.get(i));
    value.count = static_cast<int32_t>(list.size());
    value.p = items;
    return value;
}

}  // namespace

ns_value from_ivalue(IValue&& result) {
    if (result.isTensor()) {
        auto value = tagged(NS_TENSOR);
        value.p = hand_out(std::move(result).toTensor());
        return value;
    }
    if (result.isNone()) return tagged(NS_NONE);
    if (result.isInt()) {
        auto value = tagged(NS_INT);
        value.i = result.toInt();
        return value;
    }
    if (result.isDouble()) {
        auto value = tagged(NS_DOUBLE);
        value.d = result.toDouble();
        return value;
    }
    if (result.isBool()) {
        auto value = tagged(NS_BOOL);
        value.i = result.toBool() ? 1 : 0;
        return value;
    }
    if (result.isTensorList()) return tensor_list_value(NS_TENSOR_LIST, result.toTensorList(), [](at::Tensor t) { return hand_out(std::move(t)); });
    if (result.isIntList()) return list_value<int64_t>(NS_INT_LIST, result.toIntList());
    if (result.isDoubleList()) return list_value<double>(NS_DOUBLE_LIST, result.toDoubleList());
    if (result.isBoolList()) return list_value<uint8_t>(NS_BOOL_LIST, result.toBoolList());
    if (result.isString()) {
        const auto& text = result.toStringRef();
        auto value = tagged(NS_STRING);
        value.count = static_cast<int32_t>(text.size());
        value.p = hand_out(text);
        return value;
    }
    if (result.isDevice()) {
        const auto where = result.toDevice();
        auto value = tagged(NS_DEVICE);
        value.i = (static_cast<int64_t>(where.type()) << 32) | static_cast<uint32_t>(where.index());
        return value;
    }
    if (result.isGenerator()) {
        auto value = tagged(NS_GENERATOR);
        value.p = hand_out(std::move(result).toGenerator());
        return value;
    }
    if (result.isList())
        return tensor_list_value(NS_OPT_TENSOR_LIST, result.toList(), [](const IValue& item) { return item.isTensor() ? hand_out(item.toTensor()) : nullptr; });
    TORCH_CHECK(false, "a result of type ", result.tagKind(), " cannot be handed out");
}

}  // namespace nassharp
