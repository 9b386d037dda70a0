// Between ns_value and libtorch's IValue.
#pragma once

#include <ATen/core/ivalue.h>

#include "operators.h"

namespace nassharp {

// The argument as the operator's schema wants it. A whole number passes for a float, one number for int[k]; nothing else is guessed.
c10::IValue to_ivalue(const Parameter& parameter, const ns_value& value);

// Hands a result out: the caller owns the references and the lists.
ns_value from_ivalue(c10::IValue&& result);

}  // namespace nassharp
