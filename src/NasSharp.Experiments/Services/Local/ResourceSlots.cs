using System.Globalization;
using NasSharp.Experiments.Store;

namespace NasSharp.Experiments.Services.Local;

/// <summary>What a trial has for itself while it runs.</summary>
/// <param name="Cores">Its cores; none: all.</param>
/// <param name="Gpus">Its GPUs; null when they are not assigned.</param>
internal sealed record Assignment(IReadOnlyList<int> Cores, IReadOnlyList<int>? Gpus)
{
    /// <summary>The value of CUDA_VISIBLE_DEVICES; null when it is left alone.</summary>
    public string? VisibleDevices => Gpus is null ? null : Gpus.Count == 0 ? "-1" : string.Join(',', Gpus);
}

/// <summary>Hands out cores and GPUs.</summary>
internal sealed class ResourceSlots
{
    private readonly LocalOptions _options;
    private readonly SortedSet<int> _freeCores;
    private readonly SortedDictionary<int, int> _gpuUse;

    public ResourceSlots(LocalOptions options, IReadOnlyList<int> cores, IReadOnlyList<int> gpus)
    {
        _options = options;
        _freeCores = [.. cores];
        var usable = options.GpuIndices ?? gpus;
        _gpuUse = new SortedDictionary<int, int>(usable.ToDictionary(g => g, _ => 0));
        if (options.CoresPerTrial is { } needed && needed > cores.Count)
            throw new ExperimentException($"cpuNum {needed}: this machine gives the manager {cores.Count} cores.");
        if (options.GpuIndices?.Except(gpus).ToArray() is [var unknown, ..])
            throw new ExperimentException($"gpuIndices names GPU {unknown}; this machine has {(gpus.Count == 0 ? "none" : $"the GPUs {string.Join(", ", gpus)}")}.");
        if (options.GpusPerTrial is { } wanted && wanted > _gpuUse.Count)
            throw new ExperimentException($"gpuNum {wanted}: {_gpuUse.Count} GPUs can be used here.");
    }

    /// <summary>Trials that there is room for at once.</summary>
    public int Capacity
    {
        get
        {
            var byCores = _options.CoresPerTrial is { } cores and > 0 ? _freeCores.Count / cores : int.MaxValue;
            var byGpus = _options.GpusPerTrial is { } gpus and > 0 ? _gpuUse.Count / gpus * _options.MaxTrialsPerGpu : int.MaxValue;
            return Math.Max(1, Math.Min(byCores, byGpus));
        }
    }

    /// <summary>Takes what one trial needs; the GPUs least in use first.</summary>
    public Assignment Take()
    {
        int[] cores = [.. _freeCores.Take(_options.CoresPerTrial ?? 0)];
        _freeCores.ExceptWith(cores);
        int[]? gpus = _options.GpusPerTrial is { } count ? [.. _gpuUse.OrderBy(g => g.Value).ThenBy(g => g.Key).Take(count).Select(g => g.Key).Order()] : null;
        foreach (var gpu in gpus ?? [])
            _gpuUse[gpu]++;
        return new Assignment(cores, gpus);
    }

    /// <summary>Takes exactly this, which a trial that was taken over has.</summary>
    public void Retake(Assignment assignment)
    {
        _freeCores.ExceptWith(assignment.Cores);
        foreach (var gpu in assignment.Gpus ?? [])
            if (_gpuUse.TryGetValue(gpu, out var use))
                _gpuUse[gpu] = use + 1;
    }

    /// <summary>Gives back what a trial had.</summary>
    public void Return(Assignment assignment)
    {
        _freeCores.UnionWith(assignment.Cores);
        foreach (var gpu in assignment.Gpus ?? [])
            if (_gpuUse.TryGetValue(gpu, out var use))
                _gpuUse[gpu] = use - 1;
    }

    /// <summary>The cores that this process may use.</summary>
    public static IReadOnlyList<int> CoresHere()
    {
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal));
        return line is null ? [.. Enumerable.Range(0, Environment.ProcessorCount)] : ParseList(line.Split(':')[1].Trim());
    }

    /// <summary>The NVIDIA GPUs of this machine, by the numbers of their device files.</summary>
    public static IReadOnlyList<int> GpusHere() => [.. Directory.EnumerateFiles("/dev", "nvidia*")
        .Select(path => int.TryParse(Path.GetFileName(path)["nvidia".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1)
        .Where(index => index >= 0).Order()];

    /// <summary>Reads a list such as <c>0-3,6</c>.</summary>
    internal static IReadOnlyList<int> ParseList(string text) => [.. text.Split(',').SelectMany(part =>
    {
        var ends = part.Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    })];
}
