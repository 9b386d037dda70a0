namespace NasSharp.Tuners;

/// <summary>What is good for an objective.</summary>
public enum Goal
{
    /// <summary>High values, such as accuracies.</summary>
    Maximize,

    /// <summary>Low values, such as losses, latencies or FLOPs.</summary>
    Minimize,
}
