using NasSharp.Training;

namespace NasSharp.OneShot.SinglePath;

/// <summary>
/// How a supernet is trained along single random paths and searched at random. The defaults of the training are those of single path one-shot (Guo et al. 2020);
/// small data sets want a smaller batch and learning rate.
/// </summary>
public sealed record SinglePathOptions : PathOptions
{
    /// <summary>Random architectures that are measured after training, all different; default 100; fewer when the space has fewer.</summary>
    public int Candidates { get; init; } = 100;

    internal override void Validate()
    {
        base.Validate();
        Demand.That(Candidates >= 1, nameof(Candidates), Candidates, "1 or more");
    }
}
