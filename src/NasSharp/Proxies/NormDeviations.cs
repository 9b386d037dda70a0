using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>
/// Sums, over the batch norms that run, the logarithm of the deviation of what they get: the root of the mean over channels of the variances. A batch norm that
/// gets a constant, behind a path through which nothing flows, takes nothing out and does not count.
/// </summary>
internal sealed class NormDeviations : IDisposable
{
    private readonly List<IDisposable> _hooks;

    public NormDeviations(nn.Module model) => _hooks = [.. model.modules().OfType<BatchNorm>().Select(norm => norm.register_forward_pre_hook((_, input) => Add(input)))];

    /// <summary>The sum so far.</summary>
    public double LogSum { get; private set; }

    public void Dispose()
    {
        foreach (var hook in _hooks)
            hook.Dispose();
    }

    private void Add(Tensor input)
    {
        using var scope = NewDisposeScope();
        var perChannel = input.transpose(0, 1).flatten(1);
        var variance = perChannel.var(1, unbiased: false).mean().ToDouble();
        LogSum += variance == 0 ? 0 : Math.Log(variance) / 2;
    }
}
