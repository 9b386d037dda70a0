using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;
using NasSharp.Training.Metrics;

namespace NasSharp.OneShot.Enas;

/// <summary>
/// The second phase of ENAS: the supernet's weights stand still, and the controller learns from the rewards of what it draws. Batch norms use the
/// statistics of the batch at hand, since the running ones mix all architectures; the model is the same afterwards, to the last bit.
/// </summary>
internal sealed class ControllerTraining(
    EnasMutator mutator, Objective objective, EnasReward reward, DataLoader<ValidationSplit> batches, Adam optimizer, EnasOptions options,
    RewardBaseline baseline, ForwardPrecision precision)
{
    private readonly PolicyGradient _gradient = new(options.EntropyWeight, options.SkipWeight);
    private readonly Parameter[] _parameters = [.. optimizer.parameters()];

    /// <summary>Trains the controller for its number of steps.</summary>
    /// <param name="progress">Told the steps done and their number.</param>
    /// <param name="cancel">Ends the phase between two steps.</param>
    /// <returns>Means over the drawn architectures: what the objective measured on the validation batches, and what became of it.</returns>
    public (IReadOnlyDictionary<string, double> Validation, IReadOnlyDictionary<string, double> Controller) Run(
        Action<int, int> progress, CancellationToken cancel)
    {
        using var buffers = MemorySwap.OfBuffers(mutator.Model);
        var (validation, learnt) = (new MetricAverages(), new MetricAverages());
        UseBatchStatistics();
        mutator.Learning = true;
        try
        {
            for (var step = 1; step <= options.ControllerSteps; step++)
            {
                cancel.ThrowIfCancellationRequested();
                using (torch.NewDisposeScope())
                    Step(validation, learnt);
                progress(step, options.ControllerSteps);
            }
        }
        finally
        {
            mutator.Learning = false;
        }
        return (validation.Means, learnt.Means);
    }

    private void UseBatchStatistics()
    {
        mutator.Model.eval();
        foreach (var norm in mutator.Model.modules().OfType<BatchNorm>())
            norm.train();
    }

    private void Step(MetricAverages validation, MetricAverages learnt)
    {
        optimizer.zero_grad();
        for (var i = 0; i < options.ArchitecturesPerStep; i++)
        {
            using var scope = torch.NewDisposeScope();
            mutator.Reset();
            var sample = mutator.Drawn!;
            var worth = _gradient.Worth(sample, Measure(validation, learnt));
            learnt.Add("entropy", -sample.LogProbability.ToDouble());
            learnt.Add("skip_divergence", sample.SkipDivergence.ToDouble());
            var advantage = baseline.Advantage(worth);
            learnt.Add("baseline", baseline.Value!.Value);
            var loss = _gradient.Loss(sample, advantage) / options.ArchitecturesPerStep;
            // A space may leave nothing to draw.
            if (loss.requires_grad)
                loss.backward();
        }
        if (options.ControllerGradientClip > 0)
            torch.nn.utils.clip_grad_norm_(_parameters, options.ControllerGradientClip);
        optimizer.step();
    }

    private double Measure(MetricAverages validation, MetricAverages learnt)
    {
        using var recording = torch.no_grad();
        using var batch = batches.Next();
        var measured = new MetricAverages();
        var result = precision.Run(() => objective(batch));
        measured.Add(result);
        validation.Add(result);
        var value = reward(measured.Means);
        if (!double.IsFinite(value))
            throw new TrainingException($"The reward of an architecture is {value}, which is no finite number (loss {measured.Means[MetricAverages.Loss]:G6}): "
                + $"look at the reward function, or lower the learning rate. The architecture is {mutator.Drawn!.Architecture}.");
        learnt.Add("reward", value);
        if (options.Hardware is not { } hardware)
            return value;
        learnt.Add(hardware.Cost.Name, hardware.Cost.Of(mutator.Drawn!.Architecture));
        return hardware.OnReward(value, mutator.Drawn.Architecture);
    }
}
