using System.Globalization;

namespace NasSharp.Torch.Data;

/// <summary>A data set of tensors in memory: row i of the inputs belongs to row i of the targets.</summary>
public sealed class TensorDataset : Dataset
{
    private readonly torch.Tensor _inputs;
    private readonly torch.Tensor _targets;

    /// <summary>Makes a data set; the tensors are kept, not copied, and stay the caller's to dispose after the last use.</summary>
    /// <param name="inputs">[count, ...], on the CPU.</param>
    /// <param name="targets">[count] int64 for classification, else [count, ...].</param>
    /// <param name="classNames">The names of the classes; null: their numbers.</param>
    /// <param name="name">What records and messages call the set.</param>
    public TensorDataset(torch.Tensor inputs, torch.Tensor targets, IReadOnlyList<string>? classNames = null, string name = "tensors")
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.ndim == 0 || targets.ndim == 0 || inputs.shape[0] != targets.shape[0])
            throw new ArgumentException($"The inputs have shape [{string.Join(", ", inputs.shape)}], the targets [{string.Join(", ", targets.shape)}]; expected the same first size.");
        // Not of any scope: workers of loaders use them for as long as the data set lives.
        (_inputs, _targets, Name) = (inputs.DetachFromDisposeScope(), targets.DetachFromDisposeScope(), name);
        Count = checked((int)inputs.shape[0]);
        InputShape = inputs.shape[1..];
        Labels = targets.ndim == 1 && targets.dtype == torch.ScalarType.Int64 ? Array.ConvertAll(targets.to_array<long>(), l => checked((int)l)) : [];
        ClassNames = Labels.Count == 0 ? [] : classNames ?? [.. Enumerable.Range(0, Labels.Max() + 1).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        if (Labels.Count > 0 && (Labels.Min() < 0 || Labels.Max() >= ClassNames.Count))
            throw new ArgumentException($"The targets range from {Labels.Min()} to {Labels.Max()}; expected 0 to {ClassNames.Count - 1}.");
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<long> InputShape { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> Labels { get; }

    /// <inheritdoc/>
    public override Batch Collate(ReadOnlySpan<int> samples, BatchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var rows = new long[samples.Length];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = samples[i];
        using var index = torch.tensor(rows);
        var input = Select(_inputs, index);
        if (request.ChannelsLast && input.ndim == 4)
            using (var plain = input)
                input = plain.contiguous(torch.memory_format.channels_last);
        return new Batch(input, Select(_targets, index), samples.ToArray());
    }

    private static torch.Tensor Select(torch.Tensor tensor, torch.Tensor index) => tensor.index_select(0, index);
}
