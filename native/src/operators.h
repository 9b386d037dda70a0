// What the door needs to know about an operator, worked out once when it is found.
#pragma once

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>

#include <string>
#include <vector>

#include "nassharp.h"

namespace nassharp {

enum class Kind : uint8_t {
    Tensor, Int, Double, Bool, Scalar, String, Device, Generator,
    IntList, DoubleList, BoolList, ScalarList, TensorList, OptionalTensorList,
    Other,  // reachable only by its default or None
};

struct Parameter {
    Kind kind;
    bool optional;
    bool has_default;
    int32_t length;          // k of int[k]: a single number stands for k equal ones; 0 when not fixed
    c10::IValue default_value;
    std::string name;
    std::string type;
};

struct Operator {
    c10::OperatorHandle handle;
    std::vector<Parameter> parameters;
    int32_t result_count;
    std::string unsupported_result;  // the type of a result that ns_value cannot carry, else empty
};

inline const Operator& operator_of(ns_op op) { return *reinterpret_cast<const Operator*>(op); }

}  // namespace nassharp
