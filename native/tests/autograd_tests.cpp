// Gradients, hooks, modes and random generators.
#include "selftest.h"

namespace {

struct HookState {
    int calls = 0;
    int freed = 0;
    bool replace = false;
};

ns_tensor on_gradient(void* context, ns_tensor grad) {
    auto& state = *static_cast<HookState*>(context);
    const Tensor gradient(grad);
    state.calls++;
    if (!state.replace) return nullptr;
    return Op("aten::mul", "Scalar")({gradient, 10}).give_away();  // an operator called while backward is running
}

void on_free(void* context) { static_cast<HookState*>(context)->freed++; }

Tensor sum_of_squares(const Tensor& x) { return Op("aten::sum")({Op("aten::mul", "Tensor")({x, x})}); }

std::vector<float> draw(Value generator) { return Op("aten::randn", "generator")({Ints{5}, std::move(generator)}).floats(); }

}  // namespace

TEST(Backward_adds_to_the_gradients_of_leaves) {
    const auto x = arange(3).requires_grad();
    EXPECT(x.grad().handle() == nullptr);
    sum_of_squares(x).backward();
    sum_of_squares(x).backward();
    EXPECT((x.grad().floats() == Floats{0, 4, 8}));
    check(ns_tensor_set_grad(x.handle(), nullptr));
    EXPECT(x.grad().handle() == nullptr);
}

TEST(Gradient_that_does_not_fit_is_refused) {
    const auto x = ones({2}).requires_grad();
    expect_error([&] { check(ns_tensor_set_grad(x.handle(), ones({3}).handle())); }, {"[3]", "[2]"});
    const int64_t float64 = 7;
    const auto doubles = Op("aten::ones")({Ints{2}, float64});
    expect_error([&] { check(ns_tensor_set_grad(x.handle(), doubles.handle())); }, {"Double", "Float"});
}

TEST(Second_backward_needs_a_retained_graph) {
    const auto x = ones({2}).requires_grad();
    const auto loss = sum_of_squares(x);
    loss.backward(/*retain_graph=*/true);
    loss.backward();
    EXPECT((x.grad().floats() == Floats{4, 4}));
    expect_error([&] { loss.backward(); }, {"a second time"});
}

TEST(Grad_can_be_differentiated_again) {
    const auto x = arange(3).requires_grad();
    const auto cube = Op("aten::sum")({Op("aten::pow", "Tensor_Scalar")({x, 3})});
    const auto loss = cube.handle(), input = x.handle();
    ns_tensor first, second;
    check(ns_grad(&loss, 1, &input, 1, nullptr, 0, /*create_graph=*/1, 0, &first));
    const auto sum = Op("aten::sum")({Tensor(first)});
    const auto start = sum.handle();
    check(ns_grad(&start, 1, &input, 1, nullptr, 0, 0, 0, &second));
    EXPECT((Tensor(second).floats() == Floats{0, 6, 12}));
    EXPECT(x.grad().handle() == nullptr);
}

TEST(Unused_input_is_null_where_allowed_and_an_error_where_not) {
    const auto x = ones({2}).requires_grad(), unused = ones({2}).requires_grad();
    const auto loss = sum_of_squares(x);
    const ns_tensor output = loss.handle(), inputs[] = {x.handle(), unused.handle()};
    ns_tensor grads[2];
    check(ns_grad(&output, 1, inputs, 2, nullptr, 1, 0, 1, grads));
    EXPECT((Tensor(grads[0]).floats() == Floats{2, 2}) && grads[1] == nullptr);
    expect_error([&] { check(ns_grad(&output, 1, inputs, 2, nullptr, 1, 0, 0, grads)); }, {"not have been used"});
}

TEST(Backward_takes_start_gradients_and_chosen_inputs) {
    const auto x = ones({2}).requires_grad(), y = ones({2}).requires_grad();
    const auto product = Op("aten::mul", "Tensor")({x, y});
    const auto start = arange(2);
    const ns_tensor tensor = product.handle(), grad = start.handle(), input = y.handle();
    check(ns_backward(&tensor, &grad, 1, 0, 0, &input, 1));
    EXPECT((y.grad().floats() == Floats{0, 1}) && x.grad().handle() == nullptr);
}

TEST(Gradients_of_inner_tensors_are_kept_on_request) {
    const auto x = ones({2}).requires_grad();
    const auto inner = Op("aten::mul", "Scalar")({x, 3});
    check(ns_tensor_retain_grad(inner.handle()));
    sum_of_squares(inner).backward();
    EXPECT((inner.grad().floats() == Floats{6, 6}));
}

TEST(Only_leaves_stop_requiring_a_gradient) {
    auto x = ones({2}).requires_grad();
    const auto y = sum_of_squares(x);
    expect_error([&] { check(ns_tensor_set_requires_grad(y.handle(), 0)); }, {"leaf"});
    expect_error([] { Op("aten::ones")({Ints{2}, 4}).requires_grad(); }, {"loating point"});
    check(ns_tensor_set_requires_grad(x.handle(), 0));
    EXPECT(!sum_of_squares(x).info().requires_grad);
}

TEST(Hook_sees_and_replaces_the_gradient) {
    for (const bool replace : {false, true}) {
        HookState state;
        state.replace = replace;
        {
            const auto x = ones({2}).requires_grad();
            int32_t handle;
            check(ns_tensor_register_hook(x.handle(), on_gradient, on_free, &state, &handle));
            sum_of_squares(x).backward();
            EXPECT(state.calls == 1 && (x.grad().floats() == (replace ? Floats{20, 20} : Floats{2, 2})));
        }
        EXPECT(state.freed == 1);
    }
}

TEST(Removed_hook_is_freed_and_no_longer_called) {
    HookState state;
    const auto x = ones({2}).requires_grad();
    int32_t handle;
    check(ns_tensor_register_hook(x.handle(), on_gradient, on_free, &state, &handle));
    check(ns_tensor_remove_hook(x.handle(), handle));
    sum_of_squares(x).backward();
    EXPECT(state.calls == 0 && state.freed == 1);
}

TEST(Refused_hook_leaves_its_context_to_the_caller) {
    HookState state;
    int32_t handle;
    expect_error([&] { check(ns_tensor_register_hook(ones({2}).handle(), on_gradient, on_free, &state, &handle)); }, {"gradient"});
    EXPECT(state.freed == 0);
}

TEST(Nothing_is_recorded_without_grad_mode) {
    const auto x = ones({2}).requires_grad();
    EXPECT(ns_grad_mode() == 1);
    ns_set_grad_mode(0);
    const bool recorded = sum_of_squares(x).info().requires_grad;
    EXPECT(ns_grad_mode() == 0);
    ns_set_grad_mode(1);
    EXPECT(!recorded);
}

TEST(Autocast_lowers_the_precision_of_products) {
    const int32_t cpu = 0, bfloat16 = 15;
    check(ns_set_autocast(cpu, 1, bfloat16));
    const auto dtype = Op("aten::mm")({ones({2, 2}), ones({2, 2})}).info().dtype;
    const auto enabled = ns_autocast_enabled(cpu);
    check(ns_set_autocast(cpu, 0, bfloat16));
    EXPECT(dtype == bfloat16 && enabled == 1 && ns_autocast_enabled(cpu) == 0);
}

TEST(Same_seed_gives_the_same_numbers) {
    check(ns_manual_seed(7));
    const auto first = draw(Value::generator(nullptr));
    EXPECT(draw(Value::generator(nullptr)) != first);
    check(ns_manual_seed(7));
    EXPECT(draw(Value::generator(nullptr)) == first);
}

TEST(State_of_a_generator_is_kept_and_put_back) {
    for (const bool own : {false, true}) {
        ns_generator generator = nullptr;
        if (own) check(ns_generator_new(0, -1, 3, &generator));
        ns_tensor handle;
        check(ns_generator_get_state(generator, 0, -1, &handle));
        const Tensor state(handle);
        const auto first = draw(Value::generator(generator));
        check(ns_generator_set_state(generator, 0, -1, state.handle()));
        EXPECT(draw(Value::generator(generator)) == first);
        expect_error([&] { check(ns_generator_set_state(generator, 0, -1, ones({3}).handle())); }, {"RNG"});
        ns_generator_release(generator);
    }
    expect_error([] { check(ns_generator_set_seed(nullptr, 1)); }, {"ns_manual_seed"});
}

TEST(Own_generators_do_not_disturb_each_other) {
    ns_generator a, b;
    check(ns_generator_new(0, -1, 11, &a));
    check(ns_generator_new(0, -1, 12, &b));
    const auto first = draw(Value::generator(a));
    EXPECT(draw(Value::generator(b)) != first);
    check(ns_generator_set_seed(b, 11));
    EXPECT(draw(Value::generator(b)) == first);
    ns_generator_release(a);
    ns_generator_release(b);
}

TEST(Training_steps_leave_nothing_behind) {
    const auto w = ones({3, 8, 3, 3}).requires_grad();
    const auto step = [&] {
        check(ns_tensor_set_grad(w.handle(), nullptr));
        const auto x = ones({2, 8, 9, 9});
        const auto y = Op("aten::relu")({Op("aten::conv2d")({x, w, Value::none(), 1, 1})});
        sum_of_squares(y).backward();
        ns_set_grad_mode(0);
        Op("aten::add_", "Tensor").all({w, w.grad(), -1e-6}, 0);
        ns_set_grad_mode(1);
    };
    step();
    const auto after_one = cpu_memory().allocated;
    for (int i = 0; i < 200; i++) step();
    EXPECT(cpu_memory().allocated == after_one);
}
