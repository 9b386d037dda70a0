using NasSharp.Torch;
using NasSharp.Torch.Modules;

namespace NasSharp.Training;

/// <summary>One step of an optimizer on a loss: gradients, clipping, update.</summary>
internal sealed class WeightUpdate(torch.optim.Optimizer optimizer, double gradientClip, ForwardPrecision precision)
{
    private readonly Parameter[] _parameters = [.. optimizer.parameters()];

    /// <summary>Runs the objective and moves the weights. Only weights that the loss depends on have a gradient and move.</summary>
    /// <exception cref="TrainingException">The gradients are not finite; the weights are unchanged.</exception>
    public BatchResult Apply(Func<BatchResult> objective)
    {
        optimizer.zero_grad();
        var result = precision.Run(objective);
        result.Loss.backward();
        Move(result.Loss);
        return result;
    }

    /// <summary>Moves the weights along the gradients that they have already.</summary>
    /// <exception cref="TrainingException">The gradients are not finite; the weights are unchanged.</exception>
    public void Move(torch.Tensor loss)
    {
        if (gradientClip > 0)
        {
            var norm = torch.nn.utils.clip_grad_norm_(_parameters, gradientClip);
            if (!double.IsFinite(norm))
                throw new TrainingException($"The gradients of the weights are not finite numbers (norm {norm}, loss {loss.ToDouble():G6}): lower the learning rate, or look for such values in the data.");
        }
        optimizer.step();
    }
}
