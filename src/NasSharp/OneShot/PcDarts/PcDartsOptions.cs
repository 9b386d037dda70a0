namespace NasSharp.OneShot.PcDarts;

/// <summary>How PC-DARTS searches (Xu et al. 2020, arXiv 1907.05737).</summary>
public sealed record PcDartsOptions : DifferentiableOptions
{
    /// <summary>
    /// The paper's CIFAR-10 search, section 4.2: 50 epochs of batches of 256, of which the first 15 train weights only; weights with SGD, 0.1 to 0, momentum
    /// 0.9, weight decay 3e-4, clipped at 5; architecture with Adam, 6e-4, betas 0.5 and 0.999, weight decay 1e-3.
    /// </summary>
    public PcDartsOptions()
    {
        BatchSize = 256;
        LearningRate = 0.1;
        MinLearningRate = 0;
        ArchitectureLearningRate = 6e-4;
        WarmupEpochs = 15;
    }
}
