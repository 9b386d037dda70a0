using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Metrics;

namespace NasSharp.OneShot.Proxyless;

/// <summary>
/// The REINFORCE gradient of the alphas (section 3.3.2): networks are drawn and measured on one batch, each is compared with the mean of the others, and
/// the gradient of its log probability is weighted with the difference. Batch norms use the statistics of the batch; the model is the same afterwards.
/// </summary>
internal sealed class Reinforcement(
    ProxylessMutator mutator, Objective objective, Func<IReadOnlyDictionary<string, double>, double> reward, ForwardPrecision precision, int samples)
{
    /// <summary>The metric of that name.</summary>
    public static double Accuracy(IReadOnlyDictionary<string, double> measured) => measured.TryGetValue(Objectives.Accuracy, out var accuracy) ? accuracy
        : throw new TrainingException($"The reward is the metric '{Objectives.Accuracy}', which the objective does not measure; it measures {string.Join(", ", measured.Keys)}. Give {nameof(ProxylessTrainer)} a reward made of these.");

    /// <summary>Puts the gradient of minus the expected reward into the alphas' <c>grad</c>.</summary>
    /// <param name="batch">Validation data.</param>
    /// <param name="penalised">The reward of the network just drawn with what it costs.</param>
    /// <returns>The mean reward.</returns>
    public double Differentiate(Batch batch, Func<double, double> penalised)
    {
        using var buffers = MemorySwap.OfBuffers(mutator.Model);
        mutator.Learning = true;
        var (rewards, logarithms) = (new double[samples], new torch.Tensor[samples]);
        for (var i = 0; i < samples; i++)
        {
            mutator.Reset();
            logarithms[i] = mutator.LogProbability!;
            rewards[i] = penalised(Measure(batch));
        }
        var sum = rewards.Sum();
        var loss = logarithms.Select((log, i) => log * (((sum - rewards[i]) / (samples - 1) - rewards[i]) / samples)).Aggregate((a, b) => a + b);
        loss.backward();
        return sum / samples;
    }

    private double Measure(Batch batch)
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var measured = new MetricAverages();
        measured.Add(precision.Run(() => objective(batch)));
        var value = reward(measured.Means);
        return double.IsFinite(value)
            ? value
            : throw new TrainingException($"The reward of a network is {value}, which is no finite number (loss {measured.Means[MetricAverages.Loss]:G6}): look at the reward function, or lower the learning rate.");
    }
}
