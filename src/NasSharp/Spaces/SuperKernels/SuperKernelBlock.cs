using NasSharp.Spaces.Binding;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Spaces.SuperKernels;

/// <summary>
/// MobileNetV2's block with a superkernel (Stamoulis et al. 2019, section 3): one set of weights that holds all its candidates. The 3x3 depthwise kernel is the middle of the
/// 5x5 one, half the expansion is the first half of the channels, and where stride and channels allow, the block may be skipped. It is one choice between <c>k3_e3</c>, <c>k3_e6</c>, <c>k5_e3</c>,
/// <c>k5_e6</c> and perhaps <c>skip</c> (with its own expansions in the names); an applied architecture puts the plain block of the chosen kernel and expansion in
/// its place. [N, in, H, W] to [N, out, H', W'].
/// </summary>
public sealed class SuperKernelBlock : nn.Module<Tensor, Tensor>, IReplacesItself
{
    private const int Large = 5;
    private const int Small = 3;

    private readonly Conv2d expand;
    private readonly BatchNorm2d expandNorm;
    private readonly Conv2d depthwise;
    private readonly BatchNorm2d depthwiseNorm;
    private readonly Conv2d project;
    private readonly BatchNorm2d projectNorm;
    private readonly Tensor inner;
    private readonly MutableBinding _binding;
    private readonly long _in, _out, _middle, _stride;
    private readonly bool _adds;
    private nn.Module<Tensor, Tensor>? _fixed;

    /// <summary>Makes a block.</summary>
    /// <param name="inChannels">Channels of the input, at least 1.</param>
    /// <param name="outChannels">Channels of the output, at least 1.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="expansion">The larger expansion, even, at least 2; default 6. The smaller one is its half.</param>
    /// <param name="canSkip">Whether skipping the block is a candidate where stride and channels allow it; default yes.</param>
    /// <param name="key">The name of the decision; by default the path in the model.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public SuperKernelBlock(int inChannels, int outChannels, int stride = 1, int expansion = 6, bool canSkip = true, string? key = null)
        : base(nameof(SuperKernelBlock))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outChannels, 1);
        if (stride is not (1 or 2))
            throw new ArgumentOutOfRangeException(nameof(stride), stride, "The stride of a block is 1 or 2.");
        if (expansion < 2 || expansion % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(expansion), expansion, "The expansion of a superkernel is even and at least 2, so that it has a half.");
        (_in, _out, _middle, _stride) = (inChannels, outChannels, (long)inChannels * expansion, stride);
        _adds = stride == 1 && inChannels == outChannels;
        CanSkip = canSkip && _adds;
        _binding = new MutableBinding("superkernel", key);
        string[] blocks = [$"k3_e{expansion / 2}", $"k3_e{expansion}", $"k5_e{expansion / 2}", $"k5_e{expansion}"];
        CandidateNames = CanSkip ? [.. blocks, "skip"] : blocks;
        expand = nn.Conv2d(_in, _middle, 1, bias: false);
        expandNorm = nn.BatchNorm2d(_middle);
        depthwise = nn.Conv2d(_middle, _middle, Large, stride, Large / 2, groups: _middle, bias: false);
        depthwiseNorm = nn.BatchNorm2d(_middle);
        project = nn.Conv2d(_middle, _out, 1, bias: false);
        projectNorm = nn.BatchNorm2d(_out);
        inner = zeros([1, 1, Large, Large]);
        inner.narrow(2, 1, Small).narrow(3, 1, Small).fill_(1);
        register_buffer(nameof(inner), inner, persistent: false);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public string Key => _binding.Key;

    /// <inheritdoc/>
    public ChoiceKind Kind => ChoiceKind.LayerChoice;

    /// <inheritdoc/>
    public IReadOnlyList<string> CandidateNames { get; }

    /// <inheritdoc/>
    public int? ChosenCount => null;

    /// <inheritdoc/>
    public Reduction Reduction => Reduction.Sum;

    /// <inheritdoc/>
    public bool ReturnMask => false;

    /// <summary>Whether <c>skip</c> is a candidate.</summary>
    public bool CanSkip { get; }

    MutableBinding IMutable.Binding => _binding;

    private long Half => _middle / 2;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (_fixed is not null)
            return _fixed.call(input);
        var execution = _binding.Execution;
        if (execution is KernelGating gating)
            return Run(input, gating.Gate);
        if (execution is PlainCandidate plain)
            return Compare(plain, input);
        var selected = Enumerable.Range(0, CandidateNames.Count).Where(i => execution.Mask[i]).ToArray();
        if (selected is not [var candidate])
            return is_grad_enabled()
                ? throw new SearchSpaceException($"The superkernel '{Key}' was told to run {selected.Length} candidates; it runs one, or with the gates of Single-Path NAS.")
                : Compare(execution, input);
        if (candidate == Skip)
            return input.alias();
        var (kernel, channels) = SizeOf(candidate);
        return Run(input, (part, norm) => full([], part switch { KernelPart.Shell => kernel == Large, KernelPart.SecondHalf => channels == _middle, _ => true } ? 1f : 0f, device: norm.device));
    }

    nn.Module IReplacesItself.Derive(Decision decision) => _fixed = Plain(decision.Selected[0]);

    nn.Module IReplacesItself.Plain(int candidate) => Plain(candidate);

    Tensor IReplacesItself.Cut(Decision decision, string name, Tensor tensor)
    {
        var (kernel, channels) = SizeOf(decision.Selected[0]);
        var axis = name.StartsWith("project.", StringComparison.Ordinal) ? 1 : 0;
        if (tensor.ndim > axis && !name.StartsWith("projectNorm.", StringComparison.Ordinal) && tensor.size(axis) == _middle)
            tensor = tensor.narrow(axis, 0, channels);
        return kernel == Small && name.StartsWith("depthwise.", StringComparison.Ordinal) && tensor.size(2) == Large
            ? tensor.narrow(2, 1, Small).narrow(3, 1, Small)
            : tensor;
    }

    /// <summary>The candidate that hard gates stand for.</summary>
    internal int CandidateOf(bool shell, bool secondHalf, bool block) => CanSkip && !block ? Skip : (shell ? 2 : 0) + (secondHalf ? 1 : 0);

    /// <summary>
    /// The norms of the parts, in the order in which gates are asked: the shell's, then, of the kernel that its gate leaves, the second half's and that of the first half, which stands for the block.
    /// </summary>
    internal (Tensor Kernel, Tensor SecondHalf, Tensor? Block) Gated(Func<KernelPart, Tensor, Tensor> gate)
    {
        var weight = depthwise.weight;
        var middle = weight * inner;
        var shell = weight - middle;
        var kernel = middle + gate(KernelPart.Shell, shell.norm()) * shell;
        var second = gate(KernelPart.SecondHalf, kernel.narrow(0, Half, Half).norm());
        return (kernel, second, CanSkip ? gate(KernelPart.Block, kernel.narrow(0, 0, Half).norm()) : null);
    }

    private nn.Module<Tensor, Tensor> Plain(int candidate)
    {
        if (candidate == Skip)
            return nn.Identity();
        var (kernel, channels) = SizeOf(candidate);
        using var scope = NewDisposeScope();
        var block = new InvertedResidual(_in, _out, channels, kernel, _stride);
        block.to(depthwise.weight.device);
        block.load_state_dict(state_dict().ToDictionary(t => t.Key, t => ((IReplacesItself)this).Cut(Decision.One(candidate), t.Key, t.Value), StringComparer.Ordinal));
        block.train(training);
        return block;
    }

    // For measurements: several candidates at once run as the plain blocks that would be derived, on copies of their weights.
    private Tensor Compare(Execution execution, Tensor input)
    {
        var blocks = CandidateNames.Select((_, i) => execution.Mask[i] ? Plain(i) : null).ToArray();
        try
        {
            return execution.Reduce(new PlainRun(this, blocks, input)) ?? throw new SearchSpaceException($"Nothing of the superkernel '{Key}' was told to run.");
        }
        finally
        {
            foreach (var block in blocks)
                block?.Dispose();
        }
    }

    private int Skip => CanSkip ? CandidateNames.Count - 1 : -1;

    private (long Kernel, long Channels) SizeOf(int candidate) => (candidate is 2 or 3 ? Large : Small, candidate is 1 or 3 ? _middle : Half);

    // Each gate stands where its zero makes the part vanish: behind a batch norm a closed channel would still give the norm's shift.
    private Tensor Run(Tensor input, Func<KernelPart, Tensor, Tensor> gate)
    {
        using var scope = NewDisposeScope();
        var (kernel, second, block) = Gated(gate);
        var x = nn.functional.relu6(expandNorm.call(expand.call(input)));
        x = nn.functional.conv2d(x, kernel, strides: [_stride, _stride], padding: [Large / 2, Large / 2], groups: _middle);
        x = nn.functional.relu6(depthwiseNorm.call(x));
        x = x * cat([ones([Half], device: x.device), second.expand(Half)]).view(1, -1, 1, 1);
        x = projectNorm.call(project.call(x));
        if (block is not null)
            x = x * block;
        return (_adds ? x + input : x).MoveToOuterDisposeScope();
    }

    private sealed class PlainRun(SuperKernelBlock block, nn.Module<Tensor, Tensor>?[] candidates, Tensor input) : CandidateRun(block)
    {
        public override Tensor? Input => input;

        public override Tensor Compute(int candidate) => Compute(candidate, input);

        // Identity hands on the input itself, which belongs to somebody else.
        public override Tensor Compute(int candidate, Tensor other) => candidate == block.Skip ? other.alias() : candidates[candidate]!.call(other);
    }
}
