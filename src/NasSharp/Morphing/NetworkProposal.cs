using NasSharp.Training;

namespace NasSharp.Morphing;

/// <summary>A network to train, and where its first weights come from.</summary>
public sealed record NetworkProposal
{
    /// <summary>Its number, from 0.</summary>
    public required int Id { get; init; }

    /// <summary>The network.</summary>
    public required NetworkPlan Plan { get; init; }

    /// <summary>The trained network whose weights it takes over; null: none, it starts from scratch.</summary>
    public int? Parent { get; init; }

    /// <summary>How it grew from its parent without changing what it computes; empty: it takes over the weights whose names and shapes are the same.</summary>
    public IReadOnlyList<Morph> Morphs { get; init; } = [];

    /// <summary>What was changed, in words.</summary>
    public required string Change { get; init; }

    /// <summary>The learning rate to start with; null: whatever the trainer finds right.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Makes the network.</summary>
    /// <param name="parent">The trained parent; null only when there is none.</param>
    /// <param name="seed">Decides the weights that are new; the same number for all networks of a search.</param>
    /// <exception cref="ArgumentException">The parent is missing.</exception>
    public PlannedNetwork Build(PlannedNetwork? parent, long seed = 0)
    {
        if (parent is null != Parent is null)
            throw new ArgumentException(Parent is null ? $"Network {Id} has no parent." : $"Network {Id} takes over the weights of network {Parent}; hand it in.", nameof(parent));
        var run = new RunOptions { Seed = new RandomStreams(seed).SeedFor(FormattableString.Invariant($"network {Id}")) };
        if (parent is null || Morphs.Count == 0)
        {
            var fresh = run.Create(() => new PlannedNetwork(Plan));
            if (parent is not null)
                fresh.Inherit(parent);
            return fresh;
        }
        var last = parent;
        foreach (var morph in Morphs)
        {
            var grown = last.Morphed(morph, run.Seed);
            if (last != parent)
                last.Dispose();
            last = grown;
        }
        return last;
    }
}
