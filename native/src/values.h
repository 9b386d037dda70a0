// Conversion between tagged values and libtorch's IValue.
#pragma once

#include <ATen/core/function_schema.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/jit_type.h>

#include "guard.h"

namespace ns {

// Converts by the tag and by what the schema expects: an integer fills a float or list argument, for example.
c10::IValue to_ivalue(const ns_value& value, const c10::Argument& argument);

// Converts a result; tensors, lists and texts are handed over to the caller.
void from_ivalue(c10::IValue&& value, ns_value& out);

}  // namespace ns
