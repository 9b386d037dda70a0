using NasSharp.Training;

namespace NasSharp.Morphing;

/// <summary>A way for a network to grow without changing what it computes (Chen et al. 2016, arXiv 1511.05641; Jin et al. 2019, arXiv 1806.10282).</summary>
public abstract record Morph
{
    private protected Morph()
    {
    }

    /// <summary>The plan of the grown network.</summary>
    /// <exception cref="ArgumentException">The plan cannot grow like this; the message says why.</exception>
    public abstract NetworkPlan Apply(NetworkPlan plan);

    /// <summary>Gives weights to what is new; all that has kept its name and shape was copied already.</summary>
    internal abstract void Carry(PlannedNetwork parent, PlannedNetwork grown, RandomStream random);
}
