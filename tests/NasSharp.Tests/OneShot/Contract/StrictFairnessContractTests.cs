using NasSharp.OneShot.Spos;

namespace NasSharp.Tests.OneShot.Contract;

/// <summary>The promises of SPOS when every candidate of every choice is trained equally often.</summary>
public sealed class StrictFairnessContractTests : SposContractTests
{
    private protected override PathSampling Sampling => PathSampling.StrictFairness;
}
