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

    /// <summary>Runs several objectives one after the other, sums their gradients, and moves the weights once.</summary>
    /// <returns>The means of the losses and metrics, without a way for gradients.</returns>
    /// <exception cref="TrainingException">The gradients are not finite; the weights are unchanged.</exception>
    public BatchResult ApplySum(IReadOnlyList<Func<BatchResult>> objectives)
    {
        optimizer.zero_grad();
        var results = new List<BatchResult>();
        foreach (var objective in objectives)
        {
            // Only one graph at a time is kept.
            using var scope = torch.NewDisposeScope();
            var result = precision.Run(objective);
            result.Loss.backward();
            results.Add(result with
            {
                Loss = result.Loss.detach().MoveToOuterDisposeScope(),
                Metrics = [.. result.Metrics.Select(m => KeyValuePair.Create(m.Key, m.Value.detach().MoveToOuterDisposeScope()))],
            });
        }
        var loss = Mean(results.ConvertAll(r => r.Loss));
        Move(loss);
        return new BatchResult(loss, results[0].Count)
        {
            Metrics = [.. results[0].Metrics.Select((m, i) => KeyValuePair.Create(m.Key, Mean(results.ConvertAll(r => r.Metrics[i].Value))))],
        };
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

    private static torch.Tensor Mean(List<torch.Tensor> values) => torch.stack([.. values.Select(v => v.reshape())]).mean();
}
