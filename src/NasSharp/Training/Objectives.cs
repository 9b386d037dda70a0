using NasSharp.Retraining;
using NasSharp.Torch;
using NasSharp.Torch.Data;

namespace NasSharp.Training;

/// <summary>Objectives for common tasks.</summary>
public static class Objectives
{
    /// <summary>The name of the share of right answers among the metrics.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>Cross entropy, with the metric <see cref="Accuracy"/> from 0 to 1.</summary>
    /// <param name="model">From inputs to logits, [N, classes]; when it is an <see cref="IAuxiliaryHead"/>, the second head may count too.</param>
    /// <param name="labelSmoothing">Part of the target that is spread over all classes while training, in [0, 1); 0 by default.</param>
    /// <param name="auxiliaryWeight">Weight of the auxiliary head's loss while training; 0, the default, leaves the head out. The DARTS paper retrains with 0.4.</param>
    /// <exception cref="ArgumentException">A weight for an auxiliary head is given, and the model has none.</exception>
    public static Objective Classification(torch.nn.Module<torch.Tensor, torch.Tensor> model, double labelSmoothing = 0, double auxiliaryWeight = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(auxiliaryWeight);
        if (labelSmoothing is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "must be at least 0 and less than 1");
        if (auxiliaryWeight > 0 && model is not IAuxiliaryHead)
            throw new ArgumentException($"The auxiliary weight is {auxiliaryWeight}, but {model.GetName()} has no auxiliary head; implement {nameof(IAuxiliaryHead)} or leave the weight at 0.", nameof(auxiliaryWeight));
        return batch =>
        {
            var smoothing = model.training ? labelSmoothing : 0;
            if (auxiliaryWeight > 0 && model.training)
            {
                var (main, auxiliary) = ((IAuxiliaryHead)model).forward_auxiliary(batch.Input);
                var joint = CrossEntropy(main, batch, smoothing);
                return Classified(auxiliary is null ? joint : joint + CrossEntropy(auxiliary, batch, smoothing) * auxiliaryWeight, main, batch);
            }
            var logits = model.call(batch.Input);
            return Classified(CrossEntropy(logits, batch, smoothing), logits, batch);
        };
    }

    /// <summary>Any loss of the output and the batch, and any metrics; each function returns one number, the mean over the batch.</summary>
    public static Objective Of(
        torch.nn.Module<torch.Tensor, torch.Tensor> model, Func<torch.Tensor, Batch, torch.Tensor> loss,
        params (string Name, Func<torch.Tensor, Batch, torch.Tensor> Metric)[] metrics)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(metrics);
        return batch =>
        {
            var output = model.call(batch.Input);
            var value = loss(output, batch);
            using var recording = torch.no_grad();
            return new BatchResult(value, batch.Size) { Metrics = [.. metrics.Select(m => KeyValuePair.Create(m.Name, m.Metric(output, batch)))] };
        };
    }

    private static torch.Tensor CrossEntropy(torch.Tensor logits, Batch batch, double smoothing) =>
        torch.nn.functional.cross_entropy(logits, batch.Target, label_smoothing: smoothing);

    private static BatchResult Classified(torch.Tensor loss, torch.Tensor logits, Batch batch)
    {
        using var recording = torch.no_grad();
        var right = logits.argmax(1).eq(batch.Target).to(torch.ScalarType.Float32).mean();
        return new BatchResult(loss, batch.Size) { Metrics = [KeyValuePair.Create(Accuracy, right)] };
    }
}
