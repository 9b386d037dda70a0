// The C interface as a C++ test wants it: values that own what they hold, errors as exceptions.
#pragma once

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "nassharp.h"

struct NativeError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

inline void check(int32_t status) {
    if (status != NS_OK) throw NativeError(ns_last_error());
}

class Tensor {
public:
    explicit Tensor(ns_tensor handle = nullptr) : handle_(handle) {}
    Tensor(const Tensor& other) : handle_(ns_tensor_retain(other.handle_)) {}
    Tensor(Tensor&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    Tensor& operator=(Tensor other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Tensor() { ns_tensor_release(handle_); }

    ns_tensor handle() const { return handle_; }
    ns_tensor give_away() { return std::exchange(handle_, nullptr); }

    ns_tensor_info info() const {
        ns_tensor_info result;
        check(ns_tensor_get_info(handle_, &result));
        return result;
    }
    std::vector<int64_t> sizes() const {
        std::vector<int64_t> result(ns_tensor_ndim(handle_));
        check(ns_tensor_sizes(handle_, result.data()));
        return result;
    }
    // The elements in memory order.
    template <typename T>
    std::vector<T> values() const {
        void* data;
        check(ns_tensor_data(handle_, &data));
        const auto* first = static_cast<const T*>(data);
        return std::vector<T>(first, first + info().numel);
    }
    std::vector<float> floats() const { return values<float>(); }

    Tensor& requires_grad() {
        check(ns_tensor_set_requires_grad(handle_, 1));
        return *this;
    }
    Tensor grad() const {
        ns_tensor result;
        check(ns_tensor_grad(handle_, &result));
        return Tensor(result);
    }
    void backward(bool retain_graph = false, bool create_graph = false) const {
        check(ns_backward(&handle_, nullptr, 1, retain_graph, create_graph, nullptr, 0));
    }

private:
    ns_tensor handle_;
};

// An argument or a result.
class Value {
public:
    Value(const Tensor& tensor) : Value(NS_TENSOR) { value_.p = tensor.handle(); }
    Value(int64_t i) : Value(NS_INT) { value_.i = i; }
    Value(int i) : Value(static_cast<int64_t>(i)) {}
    Value(double d) : Value(NS_DOUBLE) { value_.d = d; }
    Value(bool b) : Value(NS_BOOL) { value_.i = b; }
    Value(const char* text) : Value(NS_STRING) {
        bytes_.assign(text, text + std::strlen(text));
        point(bytes_.data(), bytes_.size());
    }
    Value(std::vector<int64_t> list) : Value(NS_INT_LIST) {
        ints_ = std::move(list);
        point(ints_.data(), ints_.size());
    }
    Value(std::vector<double> list) : Value(NS_DOUBLE_LIST) {
        doubles_ = std::move(list);
        point(doubles_.data(), doubles_.size());
    }
    Value(const std::vector<Tensor>& list, ns_tag tag = NS_TENSOR_LIST) : Value(tag) {
        for (const auto& tensor : list) handles_.push_back(tensor.handle());
        point(handles_.data(), handles_.size());
    }
    static Value none() { return Value(NS_NONE); }
    static Value missing() { return Value(NS_DEFAULT); }
    static Value undefined() { return Value(NS_TENSOR); }
    static Value unknown() { return Value(static_cast<ns_tag>(99)); }
    static Value device(int32_t type) {
        Value value(NS_DEVICE);
        value.value_.i = (static_cast<int64_t>(type) << 32) | 0xffffffff;
        return value;
    }
    static Value generator(ns_generator generator) {
        Value value(NS_GENERATOR);
        value.value_.p = generator;
        return value;
    }
    static Value bools(std::initializer_list<bool> list) {
        Value value(NS_BOOL_LIST);
        for (const bool item : list) value.bytes_.push_back(static_cast<char>(item));
        value.point(value.bytes_.data(), value.bytes_.size());
        return value;
    }

    Value(Value&&) = default;  // vectors keep their memory when moved
    const ns_value& raw() const { return value_; }

private:
    explicit Value(ns_tag tag) { value_.tag = tag; }
    void point(const void* memory, size_t count) {
        value_.p = memory;
        value_.count = static_cast<int32_t>(count);
    }

    ns_value value_{};
    std::vector<char> bytes_;
    std::vector<int64_t> ints_;
    std::vector<double> doubles_;
    std::vector<ns_tensor> handles_;
};

// The results of a call: tensors of all results in one row, the other results as they came.
struct Results {
    std::vector<Tensor> tensors;
    std::vector<ns_value> others;
    std::string text;
};

class Op {
public:
    explicit Op(const char* name, const char* overload = "") { check(ns_op_find(name, overload, &op_)); }

    Tensor operator()(std::initializer_list<Value> args) const { return all(args).tensors.at(0); }

    Results all(std::initializer_list<Value> args, int32_t room = 8) const {
        std::vector<ns_value> in, out(room);
        for (const auto& arg : args) in.push_back(arg.raw());
        int32_t count = 0;
        check(ns_call(op_, in.data(), static_cast<int32_t>(in.size()), out.data(), room, &count));
        Results results;
        for (int32_t i = 0; i < count; i++) take(out[i], results);
        return results;
    }

    ns_op handle() const { return op_; }

private:
    static void take(const ns_value& value, Results& results) {
        if (value.tag == NS_TENSOR) {
            results.tensors.emplace_back(static_cast<ns_tensor>(const_cast<void*>(value.p)));
            return;
        }
        results.others.push_back(value);
        if (value.tag < NS_INT_LIST || value.tag > NS_STRING) return;
        const auto* handles = static_cast<const ns_tensor*>(value.p);
        if (value.tag == NS_TENSOR_LIST || value.tag == NS_OPT_TENSOR_LIST)
            for (int32_t i = 0; i < value.count; i++) results.tensors.emplace_back(handles[i]);
        if (value.tag == NS_STRING) results.text.assign(static_cast<const char*>(value.p), value.count);
        ns_free(const_cast<void*>(value.p));
    }

    ns_op op_;
};
