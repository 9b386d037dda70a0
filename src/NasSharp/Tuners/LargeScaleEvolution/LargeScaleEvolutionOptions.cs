using NasSharp.Training;

namespace NasSharp.Tuners.LargeScaleEvolution;

/// <summary>How large-scale evolution searches.</summary>
public sealed record LargeScaleEvolutionOptions
{
    /// <summary>Networks alive at once; so many start from the first plan; at least 2, default 20. Real et al. 2017 let hundreds of machines keep far larger populations.</summary>
    public int Population { get; init; } = 20;

    /// <summary>Learning rate of the first networks, which mutates; more than 0, default 0.05.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Mutations of a child; at least 1, default 1, as in the paper.</summary>
    public int Mutations { get; init; } = 1;

    /// <summary>Weights of a network; a mutation that leads to more is drawn again; at least 1, default 2^24.</summary>
    public long Parameters { get; init; } = 1 << 24;

    /// <summary>Channels of a convolution that is inserted into a network without one; at least 1, default 16.</summary>
    public int FirstChannels { get; init; } = 16;

    /// <summary>Whether children take over weights; default yes.</summary>
    public bool Inherit { get; init; } = true;

    internal void Validate()
    {
        Demand.That(Population >= 2, nameof(Population), Population, "2 or more");
        Demand.That(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "more than 0");
        Demand.That(Mutations >= 1, nameof(Mutations), Mutations, "1 or more");
        Demand.That(Parameters >= 1, nameof(Parameters), Parameters, "1 or more");
        Demand.That(FirstChannels is >= 1 and <= 65_536, nameof(FirstChannels), FirstChannels, "1 to 65536");
    }
}
