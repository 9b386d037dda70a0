// nassharp::mixed_edges: the operator, its schema and its place in autograd.
#include "mixed_edges.h"

#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

namespace nassharp::kernels {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

class MixedEdgesFunction : public torch::autograd::Function<MixedEdgesFunction> {
  public:
    static variable_list forward(AutogradContext* context, const at::Tensor& x, at::TensorList weights, at::TensorList parameters,
                                 const std::vector<at::Tensor>& running, const std::vector<int64_t>& layout, bool training,
                                 double momentum, double epsilon) {
        const MixedEdgesArguments arguments{x.contiguous(at::MemoryFormat::ChannelsLast), weights.vec(), parameters.vec(), layout, training, momentum, epsilon};
        MixedEdgesState state;
        std::vector<at::Tensor> outs = mixed_edges_forward(arguments, running, state);

        context->set_materialize_grads(false);
        variable_list saved{arguments.x, state.mean, state.scale};
        saved.insert(saved.end(), weights.begin(), weights.end());
        saved.insert(saved.end(), parameters.begin(), parameters.end());
        saved.insert(saved.end(), state.slots.begin(), state.slots.end());
        context->save_for_backward(std::move(saved));
        context->saved_data["layout"] = layout;
        context->saved_data["weights"] = static_cast<int64_t>(weights.size());
        context->saved_data["parameters"] = static_cast<int64_t>(parameters.size());
        context->saved_data["training"] = training;
        context->saved_data["momentum"] = momentum;
        context->saved_data["epsilon"] = epsilon;
        return outs;
    }

    static variable_list backward(AutogradContext* context, const variable_list& grads) {
        TORCH_CHECK(!at::GradMode::is_enabled(), "mixed_edges cannot be differentiated twice: run the candidates one by one (FuseEdges = false)");
        const variable_list saved = context->get_saved_variables();
        const auto weight_count = context->saved_data["weights"].toInt(), parameter_count = context->saved_data["parameters"].toInt();
        auto next = saved.begin();
        MixedEdgesArguments arguments;
        MixedEdgesState state;
        arguments.x = *next++, state.mean = *next++, state.scale = *next++;
        arguments.weights.assign(next, next + weight_count), next += weight_count;
        arguments.parameters.assign(next, next + parameter_count), next += parameter_count;
        state.slots.assign(next, saved.end());
        arguments.layout = context->saved_data["layout"].toIntVector();
        arguments.training = context->saved_data["training"].toBool();
        arguments.momentum = context->saved_data["momentum"].toDouble();
        arguments.epsilon = context->saved_data["epsilon"].toDouble();

        const auto needs = [context](int64_t first, int64_t count) {
            bool any = false;
            for (int64_t i = first; i < first + count; i++) any |= context->needs_input_grad(static_cast<size_t>(i));
            return any;
        };
        MixedEdgesGradients result = mixed_edges_backward(arguments, state, grads, needs(0, 1), needs(1, weight_count),
                                                          needs(1 + weight_count, parameter_count));
        variable_list input_grads{result.x};
        input_grads.insert(input_grads.end(), result.weights.begin(), result.weights.end());
        input_grads.insert(input_grads.end(), result.parameters.begin(), result.parameters.end());
        input_grads.resize(input_grads.size() + 5);  // running, layout, training, momentum, epsilon
        return input_grads;
    }
};

std::vector<at::Tensor> mixed_edges(const at::Tensor& x, at::TensorList weights, at::TensorList parameters, at::TensorList running,
                                    at::IntArrayRef layout, bool training, double momentum, double epsilon) {
    return MixedEdgesFunction::apply(x, weights, parameters, running.vec(), layout.vec(), training, momentum, epsilon);
}

}  // namespace

// layout: stride, output channels, number of edges; for each edge the number of candidates and five numbers for each of
// them: kind (CandidateKind), kernel, padding, dilation, stages. Parameters and running statistics follow in the same order:
// two weights a stage (depthwise, 1x1), two for a factorized reduction, one for a 1x1 convolution, none for poolings and the
// identity; three running tensors (mean, variance, count) for every batch norm. No batch norm has weights of its own.
TORCH_LIBRARY_FRAGMENT(nassharp, library) {
    library.def(
        "mixed_edges(Tensor x, Tensor[] weights, Tensor[] parameters, Tensor(a!)[] running, int[] layout, bool training=True, "
        "float momentum=0.1, float eps=1e-05) -> Tensor[]",
        &mixed_edges);
}

}  // namespace nassharp::kernels
