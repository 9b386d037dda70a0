using NasSharp.Spaces;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>Computes proxies of many architectures of a space, all with the same images and the same seed.</summary>
public static class ProxyStudy
{
    private const int DrawsForOne = 1000;

    /// <summary>Draws different architectures uniformly; fewer when the space has no more.</summary>
    /// <param name="space">The space.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed draws the same ones.</param>
    public static IReadOnlyList<Architecture> Sample(SearchSpace space, int count, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var random = new RandomStream(seed, "scored architectures");
        var (seen, drawn) = (new HashSet<Architecture>(), new List<Architecture>());
        for (var repeated = 0; drawn.Count < count && repeated < DrawsForOne;)
        {
            var architecture = space.Sample(random);
            if (!seen.Add(architecture))
            {
                repeated++;
                continue;
            }
            repeated = 0;
            drawn.Add(architecture);
        }
        return drawn;
    }

    /// <summary>Computes proxies of architectures, one after the other, each in a fresh network.</summary>
    /// <param name="architectures">The architectures; when their space is not that of the network, choices are found by their keys.</param>
    /// <param name="build">Makes the network with its choices open, on the batch's device; it is called for each architecture after the seed of the batch was set, and freed.</param>
    /// <param name="batch">The images.</param>
    /// <param name="proxies">Which proxies; null: all.</param>
    /// <param name="cancel">Ends the study.</param>
    /// <returns>The scores in the order of the architectures, as they are computed.</returns>
    /// <exception cref="ArchitectureException">An architecture does not fit the network; the message names the key.</exception>
    /// <exception cref="OperationCanceledException">The study was cancelled.</exception>
    public static IEnumerable<ProxyScores> Score(IEnumerable<Architecture> architectures, Func<nn.Module<Tensor, Tensor>> build, ProxyBatch batch,
        IReadOnlyList<IZeroCostProxy>? proxies = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(batch);
        return architectures.Select(architecture =>
        {
            cancel.ThrowIfCancellationRequested();
            using var model = new RunOptions { Seed = batch.Seed }.Create(build);
            var space = SearchSpace.Of(model);
            FixedArchitecture.Apply(model, space.Fingerprint == architecture.Space.Fingerprint ? architecture : Architecture.Parse(space, architecture.ToJson()));
            return new ProxyScores(architecture, ZeroCostProxies.Score(model, batch, proxies ?? ZeroCostProxies.All));
        });
    }
}
