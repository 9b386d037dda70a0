namespace NasSharp.Bench;

/// <summary>What is compared, with the ratios that the project holds itself to.</summary>
internal static class Comparisons
{
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
        new("gdas", "gdas_step.py",
        [
            new("step_s", "GDAS search step (architecture and weights)", "ms", 1000, 0.7),
            new("peak_mib", "GDAS search: peak memory", "MiB", 1, 1.1),
        ]),
        new("enas", "enas_step.py",
        [
            new("step_s", "ENAS macro search: step of the shared weights", "ms", 1000, 0.7),
            new("peak_mib", "ENAS macro search: peak memory", "MiB", 1, 1.1),
        ]),
        new("proxyless", "proxyless_step.py",
        [
            new("step_s", "ProxylessNAS search step, two paths (weights and architecture)", "ms", 1000, 0.7),
            new("peak_mib", "ProxylessNAS search: peak memory", "MiB", 1, 1.1),
        ]),
        new("spos", "spos_step.py",
        [
            new("step_s", "SPOS search step (one random path)", "ms", 1000, 0.7),
            new("peak_mib", "SPOS search: peak memory", "MiB", 1, 1.1),
        ]),
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
            case "darts": DartsStep.Serve(); break;
            case "gdas": SamplingSteps.ServeGdas(); break;
            case "enas": SamplingSteps.ServeEnas(); break;
            case "proxyless": SamplingSteps.ServeProxyless(); break;
            case "spos": SamplingSteps.ServeSpos(); break;
            case "superkernel": SamplingSteps.ServeSuperkernel(); break;
            default: throw new ArgumentException($"unknown comparison '{name}'");
        }
    }
}
