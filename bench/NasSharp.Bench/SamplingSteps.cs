using NasSharp.OneShot.Enas;
using NasSharp.OneShot.Gdas;
using NasSharp.OneShot.Proxyless;
using NasSharp.OneShot.SinglePathNas;
using NasSharp.OneShot.Spos;
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
    /// <summary>An architecture step and a weight step of GDAS on the search network of DARTS.</summary>
    internal static void ServeGdas() => SearchSteps.Serve(() => new DartsStackedCells(), (net, train, validation, run, end) =>
    {
        using var trainer = new GdasTrainer(net, Objectives.Classification(net), train, validation, new GdasOptions { BatchSize = SearchSteps.Batch, Epochs = SearchSteps.ManyEpochs, EvaluateEachEpoch = false }, run);
        trainer.Train(end);
    });

    /// <summary>A step of ENAS's shared weights in the macro space: the controller draws an architecture, and its weights are trained.</summary>
    internal static void ServeEnas() => SearchSteps.Serve(() => new EnasMacroModel(), (net, train, validation, run, end) =>
    {
        using var trainer = new EnasTrainer(net, Objectives.Classification(net), train, validation, new EnasOptions { BatchSize = SearchSteps.Batch, Epochs = SearchSteps.ManyEpochs, ControllerSteps = 1 }, run);
        trainer.Train(end);
    });

    /// <summary>A weight step and an architecture step of ProxylessNAS with two paths.</summary>
    internal static void ServeProxyless() => SearchSteps.Serve(() => new ProxylessMobileNetwork(new ProxylessMobileOptions
    {
        Classes = 10,
        StemStride = 1,
        Stages = [new(24, 2, 2), new(40, 2, 2), new(80, 2, 2), new(96, 2, 1)],
    }), (net, train, validation, run, end) =>
    {
        var options = new ProxylessOptions { BatchSize = SearchSteps.Batch, Epochs = SearchSteps.ManyEpochs, WarmupEpochs = 0, ArchitectureEvery = 1, EvaluateEachEpoch = false };
        using var trainer = new ProxylessTrainer(net, Objectives.Classification(net), train, validation, options, run);
        trainer.Train(end);
    });

    /// <summary>A step of single path one-shot: one random path through ShuffleNetV2 blocks.</summary>
    internal static void ServeSpos() => SearchSteps.Serve(() => new ShuffleNetNetwork(new ShuffleNetSpaceOptions { Classes = 10, StemStride = 1, Stages = [new(64, 2), new(160, 2), new(320, 2)] }),
        (net, train, validation, run, end) =>
        {
            using var trainer = new SposTrainer(net, Objectives.Classification(net), train, validation, new SposOptions { BatchSize = SearchSteps.Batch, Epochs = SearchSteps.ManyEpochs, PathsEachEpoch = 0 }, run);
            trainer.Train(end);
        });

    /// <summary>A step of Single-Path NAS: superkernels whose parts are all open, weights and thresholds together.</summary>
    internal static void ServeSuperkernel() => SearchSteps.Serve(
        () => new SinglePathMobileNetwork(new SinglePathMobileOptions { Classes = 10, StemStride = 1, Stages = [new(24, 2, 2), new(40, 2, 2), new(80, 2, 2), new(96, 2, 1)] }),
        (net, train, validation, run, end) =>
        {
            var options = new SinglePathNasOptions { BatchSize = SearchSteps.Batch, Epochs = SearchSteps.ManyEpochs, WarmupEpochs = 0, EvaluateEachEpoch = false };
            using var trainer = new SinglePathNasTrainer(net, Objectives.Classification(net), train, validation, null, options, run);
            trainer.Train(end);
        });
}
