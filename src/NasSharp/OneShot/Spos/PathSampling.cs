namespace NasSharp.OneShot.Spos;

/// <summary>How the paths of a step are drawn.</summary>
public enum PathSampling
{
    /// <summary>One architecture a step, uniformly (Guo et al. 2020, section 3.3); within cost bins when there are some.</summary>
    Uniform,

    /// <summary>
    /// A round of architectures a step, in which every candidate of every choice runs equally often, once where all choices have the same number; the gradients of the
    /// round are summed and the weights move once (FairNAS, Chu et al. 2019, "strict fairness").
    /// </summary>
    StrictFairness,
}
