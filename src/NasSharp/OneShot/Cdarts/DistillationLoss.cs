namespace NasSharp.OneShot.Cdarts;

/// <summary>How CDARTS compares what the search network and the evaluation network say about the same samples.</summary>
public enum DistillationLoss
{
    /// <summary>Kullback-Leibler divergence of the search network's softmax from the evaluation network's, both at the temperature.</summary>
    KullbackLeibler,

    /// <summary>Minus the cosine of both outputs, mean over the samples.</summary>
    Cosine,

    /// <summary>Square of the difference, mean over samples and classes.</summary>
    MeanSquare,

    /// <summary>Smooth L1 of the difference (square below 1, linear above), mean over samples and classes.</summary>
    SmoothL1,
}
