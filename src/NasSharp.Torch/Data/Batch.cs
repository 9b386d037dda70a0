namespace NasSharp.Torch.Data;

/// <summary>Some samples, put together for one step of training or evaluation.</summary>
public sealed class Batch : IDisposable
{
    /// <summary>Takes ownership of the tensors of a batch.</summary>
    /// <param name="input">What the model gets; the first dimension counts the samples.</param>
    /// <param name="target">What it should answer; the first dimension counts the samples.</param>
    /// <param name="indices">The samples' places in their data set.</param>
    public Batch(torch.Tensor input, torch.Tensor target, IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(indices);
        Input = input;
        Target = target;
        Indices = indices;
    }

    /// <summary>Images: [N, C, H, W] float32, normalised. Texts: [N, L] int64, padded with 0.</summary>
    public torch.Tensor Input { get; }

    /// <summary>Classes: [N] int64.</summary>
    public torch.Tensor Target { get; }

    /// <summary>Texts: the number of tokens of each, [N] int64; otherwise null.</summary>
    public torch.Tensor? Lengths { get; init; }

    /// <summary>Texts: true where there is a token, [N, L] bool; otherwise null.</summary>
    public torch.Tensor? Mask { get; init; }

    /// <summary>The samples' places in their data set, in the order of the batch.</summary>
    public IReadOnlyList<int> Indices { get; }

    /// <summary>Number of samples.</summary>
    public int Size => Indices.Count;

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in Tensors())
            tensor.Dispose();
    }

    internal Batch To(torch.Device device)
    {
        torch.Tensor? Moved(torch.Tensor? tensor)
        {
            using (tensor)
                return tensor?.to(device, copy: true);
        }

        return new Batch(Moved(Input)!, Moved(Target)!, Indices) { Lengths = Moved(Lengths), Mask = Moved(Mask) };
    }

    internal IEnumerable<torch.Tensor> Tensors()
    {
        yield return Input;
        yield return Target;
        if (Lengths is not null)
            yield return Lengths;
        if (Mask is not null)
            yield return Mask;
    }
}
