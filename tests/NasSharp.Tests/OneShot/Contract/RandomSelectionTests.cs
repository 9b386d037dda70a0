using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

/// <summary>The control of the contract's planted task.</summary>
public sealed class RandomSelectionTests
{
    [Fact]
    public void Random_selection_does_not_find_the_planted_architecture()
    {
        using var model = new PlantedSupernet();
        var space = SearchSpace.Of(model);
        // One of 16 architectures: five or more of 20 come with a probability of 0.01.
        Assert.InRange(Enumerable.Range(0, 20).Count(seed => PlantedSupernet.IsPlanted(space.Sample(new RandomStream(seed, "selection")), seed)), 0, 4);
    }
}
