namespace NasSharp.Bench;

/// <summary>What is compared, with the ratios that the project holds itself to.</summary>
internal static class Comparisons
{
    // A search that draws another path at every step has met every candidate of these spaces after some sixty steps.
    private const int PathWarmup = 60;
    private const int StepsOfRepeat = 10;

    internal static readonly IReadOnlyList<Comparison> All =
    [
        new("overhead", "operator_overhead.py",
        [
            new("add_ns", "operator call: `add` of 4x4", "ns", 1, 0.85),
            new("relu_ns", "operator call: `relu` of 4x4", "ns", 1, 0.85),
            new("reshape_ns", "operator call: `reshape` of 4x4", "ns", 1, 0.85),
        ]),
        new("resnet", "fixed_network.py",
        [
            new("step_s", "ResNet-20, batch 64: training step", "ms", 1000, 1.0),
            new("peak_mib", "ResNet-20, batch 64: peak memory", "MiB", 1, 1.0),
        ]),
        new("child", "darts_child.py",
        [
            new("step_s", "derived DARTS network, batch 32: training step", "ms", 1000, 1.0),
            new("peak_mib", "derived DARTS network, batch 32: peak memory", "MiB", 1, 1.0),
        ]),
        new("darts", "darts_supernet.py",
        [
            new("step_s", "DARTS search step (architecture and weights)", "ms", 1000, 0.33),
            new("peak_mib", "DARTS search: peak memory", "MiB", 1, 0.7),
        ]),
        new("pdarts", "pdarts_step.py",
        [
            new("step_s", "P-DARTS search step, first stage (architecture and weights)", "ms", 1000, 0.65),
            new("peak_mib", "P-DARTS search: peak memory", "MiB", 1, 1.0),
        ]),
        new("cdarts", "cdarts_step.py",
        [
            new("step_s", "CDARTS search step (joint step and search weights)", "ms", 1000, 0.65),
            new("peak_mib", "CDARTS search: peak memory", "MiB", 1, 1.0),
        ]),
        new("gdas", "gdas_step.py",
        [
            new("step_s", "GDAS search step (architecture and weights)", "ms", 1000, 0.7),
            new("peak_mib", "GDAS search: peak memory", "MiB", 1, 1.1),
        ], PathWarmup, StepsOfRepeat),
        new("enas", "enas_step.py",
        [
            new("step_s", "ENAS macro search: step of the shared weights", "ms", 1000, 0.7),
            new("peak_mib", "ENAS macro search: peak memory", "MiB", 1, 1.1),
        ], PathWarmup, StepsOfRepeat),
        new("proxyless", "proxyless_step.py",
        [
            new("step_s", "ProxylessNAS search step, two paths (weights and architecture)", "ms", 1000, 0.7),
            new("peak_mib", "ProxylessNAS search: peak memory", "MiB", 1, 1.1),
        ], PathWarmup, StepsOfRepeat),
        new("spos", "spos_step.py",
        [
            new("step_s", "SPOS search step (one random path)", "ms", 1000, 0.7),
            new("peak_mib", "SPOS search: peak memory", "MiB", 1, 1.1),
        ], PathWarmup, StepsOfRepeat),
        new("path", "fixed-path",
        [
            new("step_s", "Single path step, against the same path as a fixed network (NasSharp both)", "ms", 1000, 1.03),
        ], PathWarmup, StepsOfRepeat),
        new("superkernel", "superkernel_step.py",
        [
            new("step_s", "Single-Path NAS search step, against the plain 5x5 network", "ms", 1000, 1.03),
            new("peak_mib", "Single-Path NAS search: peak memory", "MiB", 1, 1.1),
        ]),
    ];

    internal static void Serve(string name)
    {
        switch (name)
        {
            case "overhead": OperatorOverhead.Serve(); break;
            case "resnet": FixedNetwork.ServeResNet(); break;
            case "child": FixedNetwork.ServeDartsChild(); break;
            case "darts": GradientSteps.ServeDarts(); break;
            case "pdarts": GradientSteps.ServePDarts(); break;
            case "cdarts": GradientSteps.ServeCdarts(); break;
            case "gdas": SamplingSteps.ServeGdas(); break;
            case "enas": SamplingSteps.ServeEnas(); break;
            case "proxyless": SamplingSteps.ServeProxyless(); break;
            case "spos": SamplingSteps.ServeSpos(); break;
            case "path": PathSteps.ServeSupernet(); break;
            case "fixed-path": PathSteps.ServeFixed(); break;
            case "superkernel": SamplingSteps.ServeSuperkernel(); break;
            default: throw new ArgumentException($"unknown comparison '{name}'");
        }
    }
}
