namespace NasSharp.Tests.OneShot.Contract;

/// <summary>How much a method may spend.</summary>
internal enum SearchBudget
{
    /// <summary>3 epochs of 4 steps with batches of 8: to see that everything works.</summary>
    Tiny,

    /// <summary>One epoch of the same.</summary>
    OneEpoch,

    /// <summary>50 epochs of the same, without evaluations.</summary>
    Long,

    /// <summary>As much as the planted task needs; 256 samples for weights and as many for the architecture.</summary>
    Planted,
}
