// Small test cases without a framework: TEST(name) { ... EXPECT(...) ... }.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "door.h"

struct TestCase {
    const char* name;
    void (*body)();
};

std::vector<TestCase>& test_cases();

struct Registration {
    Registration(const char* name, void (*body)()) { test_cases().push_back({name, body}); }
};

#define TEST(name)                                        \
    static void name();                                   \
    static const Registration registration_##name(#name, name); \
    static void name()

struct Failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

#define EXPECT(condition)                                                                                       \
    do {                                                                                                        \
        if (!(condition)) throw Failure(std::string(__FILE__ ":") + std::to_string(__LINE__) + ": " #condition); \
    } while (0)

// Runs `body`, which must fail with a message that contains every one of `parts` and is one line.
void expect_error(const std::function<void()>& body, std::initializer_list<const char*> parts);

// The tests' own short names for what they all need.
Tensor ones(std::vector<int64_t> sizes);
Tensor arange(int64_t end);  // float
ns_memory cpu_memory();

using Ints = std::vector<int64_t>;
using Doubles = std::vector<double>;
using Floats = std::vector<float>;
