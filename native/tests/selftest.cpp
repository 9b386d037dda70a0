// Runs every TEST of this folder against the C interface and prints one closing line: N passed, N failed.
#include "selftest.h"

#include <cstdio>

std::vector<TestCase>& test_cases() {
    static std::vector<TestCase> cases;
    return cases;
}

void expect_error(const std::function<void()>& body, std::initializer_list<const char*> parts) {
    try {
        body();
    } catch (const NativeError& e) {
        const std::string message = e.what();
        for (const auto* part : parts)
            if (message.find(part) == std::string::npos) throw Failure("the message \"" + message + "\" does not contain \"" + part + "\"");
        if (message.find('\n') != std::string::npos) throw Failure("the message \"" + message + "\" is more than a line");
        return;
    }
    throw Failure("no error was raised");
}

Tensor ones(std::vector<int64_t> sizes) { return Op("aten::ones")({std::move(sizes)}); }

Tensor arange(int64_t end) {
    const int64_t float32 = 6;
    return Op("aten::arange")({end, float32});
}

ns_memory cpu_memory() {
    ns_memory memory;
    check(ns_memory_stats(0, -1, &memory));
    return memory;
}

int main() {
    int passed = 0, failed = 0;
    for (const auto& test : test_cases()) {
        try {
            test.body();
            passed++;
        } catch (const std::exception& e) {
            std::printf("FAILED %s: %s\n", test.name, e.what());
            failed++;
        }
    }
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 && passed > 0 ? 0 : 1;
}
