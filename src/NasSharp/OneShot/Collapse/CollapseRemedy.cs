namespace NasSharp.OneShot.Collapse;

/// <summary>What is done when a search collapses to skip connections. All but <see cref="Report"/> go back to the recorded epoch first.</summary>
public enum CollapseRemedy
{
    /// <summary>It is said, and the search goes on.</summary>
    Report,

    /// <summary>The search ends with the architecture of the recorded epoch (RobustDARTS-ES, Zela et al. 2020).</summary>
    Stop,

    /// <summary>The search goes on with a stronger weight decay of the weights (RobustDARTS-ADA).</summary>
    WeightDecay,

    /// <summary>The search goes on with dropout on the outputs of identities, fading to the end (after P-DARTS, Chen et al. 2019).</summary>
    SkipDropout,

    /// <summary>The search goes on with an auxiliary identity beside every layer choice, fading to the end (after DARTS-, Chu et al. 2021).</summary>
    AuxiliarySkip,

    /// <summary>
    /// The alphas stand still; the remaining epochs train weights only, while choice after choice keeps the candidate whose removal hurts most (after DARTS-PT, Wang et al. 2021).
    /// </summary>
    Perturbation,
}
