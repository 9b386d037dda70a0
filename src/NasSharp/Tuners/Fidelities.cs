using NasSharp.Training;

namespace NasSharp.Tuners;

/// <summary>The epochs of the rungs of successive halving.</summary>
internal static class Fidelities
{
    /// <summary>Refuses numbers that make no rungs.</summary>
    public static void Validate(int minEpochs, int maxEpochs, double reductionFactor)
    {
        Demand.That(minEpochs >= 1, "MinEpochs", minEpochs, "1 or more");
        Demand.That(maxEpochs >= minEpochs, "MaxEpochs", maxEpochs, $"MinEpochs ({minEpochs}) or more");
        Demand.That(reductionFactor > 1 && double.IsFinite(reductionFactor), "ReductionFactor", reductionFactor, "more than 1");
    }

    /// <summary>The least epochs, and each time so many times as many, up to the most.</summary>
    public static int[] Rungs(int minEpochs, int maxEpochs, double reductionFactor)
    {
        var rungs = new List<int>();
        for (var epochs = (double)minEpochs; Math.Round(epochs) < maxEpochs; epochs *= reductionFactor)
            if (rungs.Count == 0 || (int)Math.Round(epochs) > rungs[^1])
                rungs.Add((int)Math.Round(epochs));
        return [.. rungs, maxEpochs];
    }
}
