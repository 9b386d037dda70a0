using static NasSharp.Torch.torch;

namespace NasSharp.Profiling;

/// <summary>
/// The memory blocks of a forward pass: when each was first and last used, and whether the backward pass needs it. Tensors that share
/// memory are one block; weights and buffers are none.
/// </summary>
internal sealed class ActivationLedger : IDisposable
{
    private readonly HashSet<ulong> state;
    private readonly Dictionary<ulong, Block> blocks = [];
    private readonly List<Tensor> held = [];
    private int time;

    public ActivationLedger(nn.Module model) =>
        state = [.. model.parameters().Concat(model.buffers()).Where(t => t.numel() > 0).Select(t => t.storage().id)];

    /// <summary>Goes to the next operator.</summary>
    public void Advance() => time++;

    /// <summary>Notes that the current operator reads or writes a tensor.</summary>
    public void Use(Tensor tensor) => Find(tensor)?.LastUse = time;

    /// <summary>Notes that the backward pass needs a tensor, and returns the bytes that this adds.</summary>
    public long Keep(Tensor tensor)
    {
        if (Find(tensor) is not { Kept: false } block)
            return 0;
        block.Kept = true;
        return block.Bytes;
    }

    /// <summary>The most bytes between the first and the last use of blocks at one time.</summary>
    public long Peak()
    {
        var change = new long[time + 2];
        foreach (var block in blocks.Values)
        {
            change[block.FirstUse] += block.Bytes;
            change[block.LastUse + 1] -= block.Bytes;
        }
        long now = 0, peak = 0;
        foreach (var step in change)
        {
            now += step;
            peak = Math.Max(peak, now);
        }
        return peak;
    }

    public void Dispose()
    {
        foreach (var tensor in held)
            tensor.Dispose();
        held.Clear();
    }

    private Block? Find(Tensor tensor)
    {
        if (!tensor.defined || tensor.numel() == 0)
            return null;
        var (id, bytes) = tensor.storage();
        if (state.Contains(id))
            return null;
        if (!blocks.TryGetValue(id, out var block))
        {
            blocks.Add(id, block = new Block(bytes, time) { LastUse = time });
            // The number of a freed block may be given again: no block is freed before the count is done.
            held.Add(tensor.alias().DetachFromDisposeScope());
        }
        return block;
    }

    private sealed class Block(long bytes, int firstUse)
    {
        public long Bytes => bytes;

        public int FirstUse => firstUse;

        public int LastUse { get; set; }

        public bool Kept { get; set; }
    }
}
