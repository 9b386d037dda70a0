using NasSharp.Torch;

namespace NasSharp.Training;

/// <summary>What moves a network's weights.</summary>
public enum WeightOptimizer
{
    /// <summary>Stochastic gradient descent with momentum, the custom for images.</summary>
    Sgd,

    /// <summary>Adam with beta 0.9 and 0.999, the custom for texts; momentum has no meaning then.</summary>
    Adam,
}

/// <summary>Makes the optimizers.</summary>
internal static class WeightOptimizers
{
    /// <summary>An optimizer of all parameters of a model that want a gradient.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="model">The model.</param>
    /// <param name="learningRate">At first; schedules change it.</param>
    /// <param name="momentum">Of SGD.</param>
    /// <param name="nesterov">Whether SGD's momentum is Nesterov's.</param>
    /// <param name="epsilon">Added to the denominator of Adam.</param>
    /// <param name="weightDecay">Added to the gradient as this times the weight.</param>
    public static torch.optim.Optimizer Make(
        WeightOptimizer kind, torch.nn.Module model, double learningRate, double momentum, bool nesterov, double epsilon, double weightDecay)
    {
        var parameters = model.named_parameters().Where(p => p.parameter.requires_grad);
        return kind == WeightOptimizer.Adam
            ? torch.optim.Adam(parameters, learningRate, eps: epsilon, weight_decay: weightDecay)
            : torch.optim.SGD(parameters, learningRate, momentum, weight_decay: weightDecay, nesterov: nesterov);
    }
}
