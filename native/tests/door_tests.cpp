// The door: every tag in and out, defaults, conversions, errors.
#include <cstring>
#include <thread>

#include "selftest.h"

TEST(Missing_arguments_take_the_defaults_of_the_schema) {
    EXPECT((Op("aten::add", "Tensor")({ones({2}), ones({2})}).floats() == Floats{2, 2}));
    EXPECT((Op("aten::add", "Tensor")({ones({2}), ones({2}), Value::missing()}).floats() == Floats{2, 2}));
    EXPECT((Op("aten::add", "Tensor")({ones({2}), ones({2}), 3}).floats() == Floats{4, 4}));
}

TEST(Default_in_the_middle_leaves_later_arguments_in_place) {
    // stride and padding of an average pool; ceil_mode is given.
    const auto x = Op("aten::view")({arange(9), Ints{1, 1, 3, 3}});
    const auto pooled = Op("aten::avg_pool2d")({x, Ints{2, 2}, Value::missing(), Value::missing(), true});
    EXPECT((pooled.sizes() == Ints{1, 1, 2, 2}));
}

TEST(Whole_number_passes_for_a_float) {
    EXPECT((Op("aten::dropout")({ones({3}), 0, true}).floats() == Floats{1, 1, 1}));
}

TEST(Scalar_argument_takes_int_float_and_bool) {
    EXPECT((Op("aten::mul", "Scalar")({ones({1}), 3}).floats() == Floats{3}));
    EXPECT((Op("aten::mul", "Scalar")({ones({1}), 0.5}).floats() == Floats{0.5f}));
    EXPECT((Op("aten::mul", "Scalar")({ones({1}), false}).floats() == Floats{0}));
    const int64_t int64 = 4;
    EXPECT(Op("aten::add", "Scalar")({Op("aten::ones")({Ints{1}, int64}), 1}).info().dtype == int64);
}

TEST(One_number_fills_a_list_of_fixed_length) {
    const auto x = Op("aten::view")({arange(16), Ints{1, 1, 4, 4}});
    EXPECT((Op("aten::max_pool2d")({x, 2}).floats() == Floats{5, 7, 13, 15}));
    EXPECT((Op("aten::sum", "dim_IntList")({x, 3}).sizes() == Ints{1, 1, 4}));
}

TEST(Lists_of_floats_are_given_as_floats_or_ints) {
    const auto x = ones({1, 1, 2, 2});
    const Op upsample("aten::upsample_nearest2d", "vec");
    EXPECT((upsample({x, Value::none(), Doubles{2, 3}}).sizes() == Ints{1, 1, 4, 6}));
    EXPECT((upsample({x, Value::none(), Ints{2, 3}}).sizes() == Ints{1, 1, 4, 6}));
}

TEST(List_of_scalars_is_given_as_floats_or_ints) {
    const Op add("aten::_foreach_add", "ScalarList");
    const std::vector<Tensor> tensors{ones({1}), ones({1})};
    EXPECT((add.all({tensors, Doubles{0.5, 1.5}}).tensors[1].floats() == Floats{2.5f}));
    EXPECT((add.all({tensors, Ints{1, 2}}).tensors[1].floats() == Floats{3}));
}

TEST(List_of_bools_masks_results_and_masked_tensors_are_undefined) {
    const auto x = ones({1, 1, 3, 3}), w = ones({1, 1, 3, 3}), g = ones({1, 1, 1, 1});
    const auto results = Op("aten::convolution_backward")
                             .all({g, x, w, Value::none(), Ints{1, 1}, Ints{0, 0}, Ints{1, 1}, false, Ints{0, 0}, 1, Value::bools({false, true, false})});
    EXPECT(results.tensors.size() == 3);
    EXPECT(results.tensors[0].handle() == nullptr && results.tensors[2].handle() == nullptr);
    EXPECT((results.tensors[1].sizes() == Ints{1, 1, 3, 3}));
}

TEST(Lists_of_tensors_go_in_and_out) {
    const auto joined = Op("aten::cat")({std::vector<Tensor>{ones({2}), arange(3)}, 0});
    EXPECT((joined.floats() == Floats{1, 1, 0, 1, 2}));
    const auto parts = Op("aten::split", "Tensor").all({joined, 2});
    EXPECT(parts.others[0].tag == NS_TENSOR_LIST && parts.tensors.size() == 3);
    EXPECT((parts.tensors[2].floats() == Floats{2}));
}

TEST(Lists_of_optional_tensors_carry_None) {
    const auto x = Op("aten::view")({arange(6), Ints{2, 3}});
    const int64_t int64 = 4;
    const auto column = Op("aten::ones")({Ints{1}, int64});
    const Op index("aten::index", "Tensor");
    EXPECT((index({x, Value({Tensor(), column}, NS_OPT_TENSOR_LIST)}).floats() == Floats{1, 4}));
    EXPECT((index({x, Value({column}, NS_TENSOR_LIST)}).floats() == Floats{3, 4, 5}));
}

TEST(Empty_list_is_of_the_type_that_the_schema_wants) {
    EXPECT((Op("aten::zeros")({Ints{}}).sizes() == Ints{}));
    EXPECT((Op("aten::zeros")({Value(std::vector<Tensor>{})}).sizes() == Ints{}));
    expect_error([] { Op("aten::cat").all({Ints{}, 0}); }, {"non-empty list of Tensors"});
}

TEST(String_device_dtype_and_generator_arguments_arrive) {
    EXPECT((Op("aten::div", "Tensor_mode")({arange(3), Op("aten::mul", "Scalar")({ones({3}), 2}), "floor"}).floats() == Floats{0, 0, 1}));
    const int64_t float64 = 7;
    EXPECT(Op("aten::zeros")({Ints{2}, float64, Value::none(), Value::device(0)}).info().dtype == float64);
    ns_generator generator;
    check(ns_generator_new(0, -1, 5, &generator));
    const Op randn("aten::randn", "generator");
    const auto a = randn({Ints{4}, Value::generator(generator)}).floats();
    const auto b = randn({Ints{4}, Value::generator(nullptr)}).floats();
    ns_generator_release(generator);
    EXPECT(a != b);
}

TEST(Numbers_and_truth_values_come_back) {
    EXPECT(Op("aten::size", "int").all({ones({2, 5}), 1}).others[0].i == 5);
    EXPECT(Op("aten::item").all({ones({1})}).others[0].d == 1.0);
    const auto equal = Op("aten::equal").all({ones({1}), ones({1})}).others[0];
    EXPECT(equal.tag == NS_BOOL && equal.i == 1);
}

TEST(Several_results_come_in_order) {
    const auto results = Op("aten::max", "dim").all({Op("aten::view")({arange(4), Ints{2, 2}}), 1}).tensors;
    EXPECT((results[0].floats() == Floats{1, 3}));
    EXPECT((results[1].values<int64_t>() == Ints{1, 1}));
}

TEST(Results_may_be_dropped) {
    const auto x = ones({2});
    EXPECT(Op("aten::mul_", "Scalar").all({x, 4}, 0).tensors.empty());
    EXPECT((x.floats() == Floats{4, 4}));
}

TEST(Unknown_operator_and_overload_are_refused) {
    expect_error([] { Op("aten::no_such_operator"); }, {"has no such operator", ns_libtorch_version()});
    expect_error([] { Op("aten::add", "Tensors"); }, {"its overloads are", "'Tensor'", "'Scalar'"});
    expect_error([] { Op("no namespace"); }, {"has no such operator"});
}

TEST(Wrong_arguments_are_named) {
    const auto x = ones({2});
    expect_error([&] { Op("aten::add", "Tensor").all({x}); }, {"argument 'other' of type Tensor is missing"});
    expect_error([&] { Op("aten::add", "Tensor").all({x, 1.0}); }, {"argument 'other' must be Tensor, not a float"});
    expect_error([&] { Op("aten::relu").all({x, x}); }, {"takes 1 arguments at most, not 2"});
    expect_error([&] { Op("aten::relu").all({Value::none()}); }, {"argument 'self' must be Tensor, not None"});
    expect_error([&] { Op("aten::softmax", "int").all({x, 0.5}); }, {"argument 'dim' must be int, not a float"});
    expect_error([&] { Op("aten::dropout").all({x, 0.5, 1}); }, {"argument 'train' must be bool, not an int"});
    expect_error([&] { Op("aten::view").all({x, Doubles{2}}); }, {"argument 'size' must be int[], not a list of floats"});
    expect_error([&] { Op("aten::cat").all({x, 0}); }, {"argument 'tensors' must be Tensor[], not a Tensor"});
    expect_error([&] { Op("aten::cat").all({std::vector<Tensor>{x, Tensor()}, 0}); }, {"tensor 1 of argument 'tensors' is undefined"});
    expect_error([&] { Op("aten::relu").all({Value::unknown()}); }, {"argument 'self'", "unknown tag"});
}

TEST(Too_little_room_for_the_results_is_refused_before_the_call) {
    const auto x = ones({2, 2});
    expect_error([&] { Op("aten::max", "dim").all({x, 1}, 1); }, {"returns 2 values", "1 there is room for"});
}

TEST(Errors_of_libtorch_are_its_first_line) {
    expect_error([] { Op("aten::mm").all({ones({2, 3}), ones({2, 3})}); }, {"mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)"});
    expect_error([] { Op("aten::relu").all({Value::undefined()}); }, {""});
}

TEST(Failed_call_leaves_the_next_one_alone) {
    const Op add("aten::add", "Tensor");
    const auto before = cpu_memory().allocated;
    for (int i = 0; i < 50; i++) expect_error([&] { add.all({ones({1000}), ones({1001})}); }, {"must match"});
    EXPECT((add({ones({1}), ones({1})}).floats() == Floats{2}));
    EXPECT(cpu_memory().allocated == before);
}

TEST(Schemas_are_printed_and_listed) {
    char* text;
    check(ns_op_schema(Op("aten::relu").handle(), &text));
    EXPECT(std::string(text) == "aten::relu(Tensor self) -> Tensor");
    ns_free(text);
    check(ns_op_list(&text));
    EXPECT(std::strstr(text, "aten::relu(Tensor self) -> Tensor\n") != nullptr);
    ns_free(text);
}

TEST(Every_operator_can_be_found_and_refuses_a_call_without_arguments) {
    char* text;
    check(ns_op_list(&text));
    const std::string list = text;
    ns_free(text);
    int refused = 0;
    for (size_t start = 0, end; (end = list.find('\n', start)) != std::string::npos; start = end + 1) {
        auto name = list.substr(start, list.find('(', start) - start);
        const auto dot = name.find('.', name.find("::"));
        const Op op(name.substr(0, dot).c_str(), dot == std::string::npos ? "" : name.substr(dot + 1).c_str());
        const auto first = list.find('(', start) + 1;
        if (list.compare(first, 7, "Tensor ") != 0 && list.compare(first, 7, "Tensor(") != 0) continue;
        int32_t count;
        EXPECT(ns_call(op.handle(), nullptr, 0, nullptr, 0, &count) == NS_ERROR);
        refused++;
    }
    EXPECT(refused > 1000);
}

TEST(Errors_belong_to_their_thread) {
    expect_error([] { Op("aten::add", "Tensor").all({ones({2})}); }, {"'other'"});
    std::string elsewhere = "unset";
    std::thread([&] { elsewhere = ns_last_error(); }).join();
    EXPECT(elsewhere.empty());
    EXPECT(std::strstr(ns_last_error(), "'other'") != nullptr);
}

TEST(Threads_call_at_the_same_time) {
    const Op add("aten::add", "Tensor");
    std::vector<float> sums(4);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; t++)
        threads.emplace_back([&, t] {
            auto sum = ones({100});
            for (int i = 0; i < 200; i++) sum = add({sum, ones({100})});
            sums[t] = sum.floats()[99];
        });
    for (auto& thread : threads) thread.join();
    EXPECT((sums == Floats{201, 201, 201, 201}));
}
