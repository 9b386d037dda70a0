namespace NasSharp.Retraining;

/// <summary>How the learning rate falls from its first to its last value, epoch by epoch.</summary>
public enum LearningRateDecay
{
    /// <summary>Along half a cosine.</summary>
    Cosine,

    /// <summary>In a line.</summary>
    Linear,
}
