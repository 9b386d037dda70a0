using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>The images that proxies look at: the same for all networks that are to be compared.</summary>
public sealed record ProxyBatch
{
    /// <summary>Makes a batch; it does not own the tensors.</summary>
    /// <param name="images">[N, ...], N at least 2, on the device and of the type of the networks. 64 images are customary (Abdelfattah et al. 2021, arXiv 2101.08134).</param>
    /// <param name="labels">What the loss takes; for the usual one int64 [N].</param>
    /// <exception cref="ArgumentException">There are fewer than 2 images.</exception>
    public ProxyBatch(Tensor images, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        if (images.ndim < 2 || images.size(0) < 2)
            throw new ArgumentException($"A batch for proxies is [{string.Join(", ", images.shape)}]; expected 2 images or more, [N, ...].", nameof(images));
        Images = images;
        Labels = labels;
    }

    /// <summary>[N, ...].</summary>
    public Tensor Images { get; }

    /// <summary>What the loss takes beside the outputs.</summary>
    public Tensor Labels { get; }

    /// <summary>The loss of outputs and labels, one number; cross-entropy by default.</summary>
    public Func<Tensor, Tensor, Tensor> Loss { get; init; } = static (output, labels) => nn.functional.cross_entropy(output, labels);

    /// <summary>The seed of what a proxy or the network draws at random; default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Random starts that are averaged, where a proxy draws weights of its own; at least 1, default 4 (32 in Lin et al. 2021).</summary>
    public int Repeats { get; init; } = 4;
}
