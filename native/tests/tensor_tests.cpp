// Tensors: metadata, foreign memory, data exchange, memory counters.
#include <thread>

#include "selftest.h"

namespace {

int freed = 0;
void count_free(void* context) { freed += *static_cast<int*>(context); }

}  // namespace

TEST(Info_tells_what_a_tensor_is) {
    auto x = Op("aten::view")({arange(6), Ints{2, 3}});
    const auto info = x.info();
    EXPECT(info.defined && info.ndim == 2 && info.numel == 6 && info.element_size == 4 && info.dtype == 6 && info.device_type == 0);
    EXPECT(info.has_storage && info.storage_bytes == 24 && !info.requires_grad && info.is_leaf);
    EXPECT(Op("aten::transpose", "int")({x, 0, 1}).info().storage_id == info.storage_id);
    EXPECT(Op("aten::clone")({x}).info().storage_id != info.storage_id);
    EXPECT(x.requires_grad().info().requires_grad && ns_tensor_requires_grad(x.handle()));
    EXPECT(!Tensor().info().defined);
}

TEST(Sizes_and_strides_are_read_from_both_ends) {
    const auto x = Op("aten::transpose", "int")({ones({2, 3}), 0, 1});
    EXPECT(ns_tensor_size(x.handle(), 0) == 3 && ns_tensor_size(x.handle(), -1) == 2);
    EXPECT(ns_tensor_size(x.handle(), 2) == -1 && ns_tensor_size(x.handle(), -3) == -1);
    Ints strides(2);
    check(ns_tensor_strides(x.handle(), strides.data()));
    EXPECT((strides == Ints{1, 3}));
    EXPECT(!ns_tensor_is_contiguous(x.handle(), 0));
    EXPECT(ns_tensor_is_contiguous(ones({1, 2, 3, 3}).handle(), 0) && !ns_tensor_is_contiguous(ones({1, 2, 3, 3}).handle(), 2));
}

TEST(Version_counts_changes_in_place) {
    const auto x = ones({2});
    const auto before = ns_tensor_version(x.handle());
    Op("aten::add_", "Scalar").all({x, 1}, 0);
    EXPECT(ns_tensor_version(x.handle()) == before + 1);
}

TEST(Meta_tensors_have_a_shape_and_no_memory) {
    const int64_t float32 = 6;
    const int32_t meta = 14;
    const auto x = Op("aten::empty", "memory_format")({Ints{1000, 1000}, float32, Value::none(), Value::device(meta)});
    const auto y = Op("aten::sigmoid")({x});
    EXPECT((y.sizes() == Ints{1000, 1000}) && !y.info().has_storage);
    expect_error([&] { y.floats(); }, {"meta"});
    expect_error([&] { Tensor().floats(); }, {"undefined"});
}

TEST(Foreign_memory_is_freed_with_the_last_reference) {
    float data[] = {1, 2, 3, 4, 5, 6};
    const int64_t sizes[] = {3, 2}, strides[] = {1, 3};
    int step = 1;
    freed = 0;
    {
        ns_tensor handle;
        check(ns_tensor_from_blob(data, sizes, strides, 2, 6, count_free, &step, &handle));
        const Tensor tensor(handle);
        const auto view = Op("aten::select", "int")({tensor, 1, 1});
        EXPECT((Op("aten::clone")({view}).floats() == Floats{4, 5, 6}));
        EXPECT(freed == 0);
    }
    EXPECT(freed == 1);
    ns_tensor handle;
    check(ns_tensor_from_blob(data, sizes, nullptr, 2, 6, nullptr, nullptr, &handle));
    EXPECT((Tensor(handle).floats() == Floats{1, 2, 3, 4, 5, 6}));
}

TEST(Foreign_memory_stays_the_callers_after_an_error) {
    const int64_t sizes[] = {-1};
    int step = 1;
    freed = 0;
    ns_tensor handle;
    expect_error([&] { check(ns_tensor_from_blob(nullptr, sizes, nullptr, 1, 6, count_free, &step, &handle)); }, {"negative"});
    EXPECT(freed == 0);
}

TEST(Data_is_exchanged_under_a_parameter) {
    auto parameter = ones({2}).requires_grad();
    const auto source = arange(3);
    check(ns_tensor_set_data(parameter.handle(), source.handle()));
    EXPECT((parameter.floats() == Floats{0, 1, 2}));
    EXPECT(parameter.info().requires_grad && parameter.info().storage_id == source.info().storage_id);
}

TEST(Counters_follow_allocations_exactly) {
    check(ns_memory_reset_peak(0, -1));
    const auto before = cpu_memory();
    {
        const auto x = ones({1000});
        const auto y = ones({3, 1000});
        EXPECT(cpu_memory().allocated == before.allocated + 16000);
        EXPECT(cpu_memory().allocations >= before.allocations + 2);
    }
    const auto after = cpu_memory();
    EXPECT(after.allocated == before.allocated && after.peak == before.allocated + 16000);
    check(ns_memory_reset_peak(0, -1));
    EXPECT(cpu_memory().peak == before.allocated);
}

TEST(Memory_is_aligned_whatever_its_size) {
    const Op empty("aten::empty", "memory_format");
    for (int64_t size = 1; size < int64_t{1} << 23; size = size * 3 + 1)
        for (int repeat = 0; repeat < 2; repeat++) {
            void* data;
            const auto x = empty({Ints{size}});
            check(ns_tensor_data(x.handle(), &data));
            EXPECT(reinterpret_cast<uintptr_t>(data) % 64 == 0);
            std::memset(data, 0x5a, size * 4);
        }
}

TEST(Impossible_sizes_are_out_of_memory) {
    const auto before = cpu_memory();
    expect_error([] { Op("aten::empty", "memory_format").all({Ints{int64_t{1} << 50}}); }, {"not enough memory for a tensor of 4503599627370496 bytes"});
    EXPECT(cpu_memory().allocated == before.allocated);
}

TEST(Counters_of_devices_that_are_not_there_are_an_error) {
    ns_memory memory;
    expect_error([&] { check(ns_memory_stats(14, -1, &memory)); }, {"no memory counters for meta"});
}

TEST(Devices_and_threads_answer) {
    EXPECT(ns_abi_version() == NS_ABI_VERSION);
    EXPECT(ns_cuda_available() == (ns_cuda_device_count() > 0));
    char* name;
    expect_error([&] { check(ns_cuda_device_name(99, &name)); }, {"no CUDA device 99"});
    check(ns_synchronize(0, -1));
    const auto threads = ns_num_threads();
    check(ns_set_num_threads(1));
    EXPECT(ns_num_threads() == 1);
    check(ns_set_num_threads(threads));
    check(ns_set_num_threads(2));
    int32_t alone = 0;
    std::thread([&] {
        check(ns_compute_alone());
        alone = ns_num_threads();
    }).join();
    EXPECT(alone == 1);
    EXPECT(ns_num_threads() == 2);
    check(ns_set_num_threads(threads));
    expect_error([] { check(ns_set_num_threads(0)); }, {"must be positive, not 0"});
    char* info;
    check(ns_build_info(&info));
    EXPECT(std::string(info).find("thread") != std::string::npos);
    ns_free(info);
}
