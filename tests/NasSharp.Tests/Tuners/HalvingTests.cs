using NasSharp.Tuners;
using NasSharp.Tuners.Asha;
using NasSharp.Tuners.SuccessiveHalving;

namespace NasSharp.Tests.Tuners;

public sealed class HalvingTests
{
    [Fact]
    public void Rungs_multiply_up_to_the_most_epochs()
    {
        Assert.Equal([1, 3, 9, 27, 81], new AshaTuner(TunerSpaces.Six).Rungs);
        Assert.Equal([12, 200], new AshaTuner(TunerSpaces.Six, new AshaOptions { MinEpochs = 12, MaxEpochs = 200, ReductionFactor = 17 }).Rungs);
        Assert.Equal([5], new SuccessiveHalvingTuner(TunerSpaces.Six, new SuccessiveHalvingOptions { MinEpochs = 5, MaxEpochs = 5 }).Rungs);
    }

    [Fact]
    public void Asha_promotes_the_best_as_soon_as_a_third_of_its_rung_is_below_it()
    {
        var tuner = new AshaTuner(TunerSpaces.Six, new AshaOptions { MaxEpochs = 9 }, seed: 1);
        var first = Enumerable.Range(0, 3).Select(_ => tuner.Ask()!).ToArray();
        Assert.All(first, s => Assert.Equal(1, s.Fidelity));
        tuner.Tell(first[0], TrialOutcome.Of(1));
        tuner.Tell(first[1], TrialOutcome.Of(3));
        Assert.Equal(1, tuner.Ask()!.Fidelity);
        tuner.Tell(first[2], TrialOutcome.Of(2));
        var promoted = tuner.Ask()!;
        Assert.Equal((first[1].Architecture, 3, first[1]), (promoted.Architecture, promoted.Fidelity!.Value, promoted.Continues));
        Assert.Equal(1, tuner.Ask()!.Fidelity);
    }

    [Fact]
    public void Asha_promotes_no_failed_trial()
    {
        var tuner = new AshaTuner(TunerSpaces.Six, new AshaOptions { MaxEpochs = 9 }, seed: 1);
        for (var i = 0; i < 30; i++)
        {
            var asked = tuner.Ask()!;
            Assert.Equal(1, asked.Fidelity);
            tuner.Tell(asked, TrialOutcome.Failed);
        }
    }

    [Fact]
    public void Halving_starts_as_many_as_leave_one_and_keeps_the_best()
    {
        var tuner = new SuccessiveHalvingTuner(TunerSpaces.Six, new SuccessiveHalvingOptions { MaxEpochs = 9 }, seed: 2);
        var epochs = new List<int>();
        for (var trial = 0; trial < 14; trial++)
        {
            var asked = tuner.Ask()!;
            epochs.Add(asked.Fidelity!.Value);
            tuner.Tell(asked, TrialOutcome.Of(TunerSpaces.Planted(asked.Architecture)));
        }
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9, 1], epochs);
    }

    [Fact]
    public void Halving_waits_for_the_last_trial_of_a_rung()
    {
        var tuner = new SuccessiveHalvingTuner(TunerSpaces.Six, new SuccessiveHalvingOptions { MaxEpochs = 3 }, seed: 2);
        var asked = Enumerable.Range(0, 3).Select(_ => tuner.Ask()!).ToArray();
        Assert.Null(tuner.Ask());
        foreach (var (i, suggestion) in asked.Index())
            tuner.Tell(suggestion, i == 0 ? TrialOutcome.Failed : TrialOutcome.Of(i));
        Assert.Equal(asked[2].Architecture, tuner.Ask()!.Architecture);
    }

    [Theory]
    [InlineData(0, 9, 3, "MinEpochs")]
    [InlineData(10, 9, 3, "MaxEpochs")]
    [InlineData(1, 9, 1, "ReductionFactor")]
    public void Options_out_of_range_are_named(int least, int most, double factor, string option)
    {
        var asha = new AshaOptions { MinEpochs = least, MaxEpochs = most, ReductionFactor = factor };
        Assert.StartsWith(option, Assert.Throws<ArgumentException>(() => new AshaTuner(TunerSpaces.Six, asha)).Message);
    }
}
