// No exception leaves the library: every exported function runs its body through guarded(). Messages name neither the operator
// nor the shapes: the caller, who has both, adds them.
#pragma once

#include <c10/util/Exception.h>

#include <exception>

#include "nassharp.h"

namespace nassharp {

// Keeps the first line of the message for ns_last_error() of this thread.
void set_error(const char* message) noexcept;

template <typename Body>
int32_t guarded(Body&& body) noexcept {
    try {
        body();
        return NS_OK;
    } catch (const c10::Error& e) {
        set_error(e.what_without_backtrace());
    } catch (const std::exception& e) {
        set_error(e.what());
    } catch (...) {
        set_error("libtorch threw something that is no std::exception");
    }
    return NS_ERROR;
}

}  // namespace nassharp
