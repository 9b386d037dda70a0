namespace NasSharp.Torch.Modules;

/// <summary>What batch and instance normalisation share: a factor and summand for each channel, and running statistics.</summary>
public abstract class ChannelNorm : BuiltInModule
{
    private readonly int minDimensions;
    private readonly int maxDimensions;

    private protected ChannelNorm(string name, int minDimensions, int maxDimensions, long features, double eps, double? momentum, bool affine,
        bool track_running_stats, torch.Device? device, torch.ScalarType? dtype) : base(name)
    {
        this.minDimensions = minDimensions;
        this.maxDimensions = maxDimensions;
        num_features = features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = NewParameter([features], device, dtype);
            bias = NewParameter([features], device, dtype);
        }
        if (track_running_stats)
        {
            running_mean = torch.empty([features], dtype, device);
            running_var = torch.empty([features], dtype, device);
            num_batches_tracked = torch.empty([], torch.ScalarType.Int64, device);
        }
        reset_parameters();
    }

    /// <summary>Number of channels.</summary>
    public long num_features { get; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>How far the running statistics move towards those of a batch; for batch normalisation null takes the mean over all batches.</summary>
    public double? momentum { get; set; }

    /// <summary>Whether there are a weight and a bias.</summary>
    public bool affine { get; }

    /// <summary>Whether running statistics are kept; without them those of the input are used always.</summary>
    public bool track_running_stats { get; }

    /// <summary>The factor of each channel, [C], or null.</summary>
    public Parameter? weight
    {
        get;
        set => field = Keep(nameof(weight), value);
    }

    /// <summary>The summand of each channel, [C], or null.</summary>
    public Parameter? bias
    {
        get;
        set => field = Keep(nameof(bias), value);
    }

    /// <summary>The running mean, [C], or null.</summary>
    public torch.Tensor? running_mean
    {
        get;
        set => field = Keep(nameof(running_mean), value);
    }

    /// <summary>The running variance (unbiased), [C], or null.</summary>
    public torch.Tensor? running_var
    {
        get;
        set => field = Keep(nameof(running_var), value);
    }

    /// <summary>Batches seen while training, int64 [], or null.</summary>
    public torch.Tensor? num_batches_tracked
    {
        get;
        private set => field = Keep(nameof(num_batches_tracked), value);
    }

    /// <summary>Forgets the running statistics: mean 0, variance 1, no batches.</summary>
    public void reset_running_stats()
    {
        if (!track_running_stats)
            return;
        torch.nn.init.zeros_(running_mean!);
        torch.nn.init.ones_(running_var!);
        torch.nn.init.zeros_(num_batches_tracked!);
    }

    /// <summary>Sets the weight to ones, the bias to zeros and forgets the running statistics.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (weight is not null)
            torch.nn.init.ones_(weight);
        if (bias is not null)
            torch.nn.init.zeros_(bias);
    }

    private protected void CheckDimensions(torch.Tensor input)
    {
        if (input.ndim >= minDimensions && input.ndim <= maxDimensions)
            return;
        var expected = minDimensions == maxDimensions ? $"{minDimensions}" : $"{minDimensions} or {maxDimensions}";
        throw new ArgumentException($"{GetName()} takes inputs with {expected} dimensions, found {input.Describe()}");
    }
}
