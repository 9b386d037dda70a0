using NasSharp.OneShot.Enas;
using NasSharp.OneShot.Gdas;
using NasSharp.OneShot.Proxyless;
using NasSharp.OneShot.SinglePathNas;
using NasSharp.OneShot.Spos;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Zoo.Darts;
using NasSharp.Zoo.Enas;
using NasSharp.Zoo.ProxylessMobile;
using NasSharp.Zoo.ShuffleNetV2;
using NasSharp.Zoo.SinglePathMobile;

namespace NasSharp.Bench;

/// <summary>
/// Steps of searches that run sampled paths, with the trainers that users run, held at each step until it is asked for: batch 16, 3x32x32. gdas_step.py, enas_step.py and
/// proxyless_step.py do the same steps.
/// </summary>
internal static class SamplingSteps
{
    private const int Batch = 16;
    private const int ManyEpochs = 100_000;

    /// <summary>An architecture step and a weight step of GDAS on the search network of DARTS.</summary>
    internal static void ServeGdas() => Serve(() => new DartsStackedCells(), (net, train, validation, run, end) =>
    {
        using var trainer = new GdasTrainer(net, Objectives.Classification(net), train, validation, new GdasOptions { BatchSize = Batch, Epochs = ManyEpochs, EvaluateEachEpoch = false }, run);
        trainer.Train(end);
    });

    /// <summary>A step of ENAS's shared weights in the macro space: the controller draws an architecture, and its weights are trained.</summary>
    internal static void ServeEnas() => Serve(() => new EnasMacroModel(), (net, train, validation, run, end) =>
    {
        using var trainer = new EnasTrainer(net, Objectives.Classification(net), train, validation, new EnasOptions { BatchSize = Batch, Epochs = ManyEpochs, ControllerSteps = 1 }, run);
        trainer.Train(end);
    });

    /// <summary>A weight step and an architecture step of ProxylessNAS with two paths.</summary>
    internal static void ServeProxyless() => Serve(() => new ProxylessMobileNetwork(new ProxylessMobileOptions
    {
        Classes = 10,
        StemStride = 1,
        Stages = [new(24, 2, 2), new(40, 2, 2), new(80, 2, 2), new(96, 2, 1)],
    }), (net, train, validation, run, end) =>
    {
        var options = new ProxylessOptions { BatchSize = Batch, Epochs = ManyEpochs, WarmupEpochs = 0, ArchitectureEvery = 1, EvaluateEachEpoch = false };
        using var trainer = new ProxylessTrainer(net, Objectives.Classification(net), train, validation, options, run);
        trainer.Train(end);
    });

    /// <summary>A step of single path one-shot: one random path through ShuffleNetV2 blocks.</summary>
    internal static void ServeSpos() => Serve(() => new ShuffleNetNetwork(new ShuffleNetSpaceOptions { Classes = 10, StemStride = 1, Stages = [new(64, 2), new(160, 2), new(320, 2)] }),
        (net, train, validation, run, end) =>
        {
            using var trainer = new SposTrainer(net, Objectives.Classification(net), train, validation, new SposOptions { BatchSize = Batch, Epochs = ManyEpochs, PathsEachEpoch = 0 }, run);
            trainer.Train(end);
        });

    /// <summary>A step of Single-Path NAS: superkernels whose parts are all open, weights and thresholds together.</summary>
    internal static void ServeSuperkernel() => Serve(
        () => new SinglePathMobileNetwork(new SinglePathMobileOptions { Classes = 10, StemStride = 1, Stages = [new(24, 2, 2), new(40, 2, 2), new(80, 2, 2), new(96, 2, 1)] }),
        (net, train, validation, run, end) =>
        {
            var options = new SinglePathNasOptions { BatchSize = Batch, Epochs = ManyEpochs, WarmupEpochs = 0, EvaluateEachEpoch = false };
            using var trainer = new SinglePathNasTrainer(net, Objectives.Classification(net), train, validation, null, options, run);
            trainer.Train(end);
        });

    private static void Serve<TModel>(Func<TModel> build, Action<TModel, TrainSplit, ValidationSplit, RunOptions, CancellationToken> search)
        where TModel : torch.nn.Module
    {
        var run = new RunOptions { Device = torch.CPU };
        var net = run.Create(build);
        using var end = new CancellationTokenSource();
        var steps = new StepOnRequest(net.parameters().Sum(p => p.numel()), end);
        try
        {
            search(net, new TrainSplit(Images(64)), new ValidationSplit(Images(2)), run with { Callbacks = [steps] }, end.Token);
        }
        catch (TrainingCancelledException)
        {
            // The other side has closed its end.
        }
    }

    // Many training batches, so that what ends an epoch is rare.
    private static TensorDataset Images(int batches) => new(torch.randn([batches * Batch, 3, 32, 32]), torch.randint(0, 10, [batches * Batch]));
}
