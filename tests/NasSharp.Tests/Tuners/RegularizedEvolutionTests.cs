using NasSharp.Spaces;
using NasSharp.Tuners;
using NasSharp.Tuners.RegularizedEvolution;

namespace NasSharp.Tests.Tuners;

public sealed class RegularizedEvolutionTests
{
    private static readonly SearchSpace Space = TunerSpaces.Six;

    [Fact]
    public void Members_die_in_the_order_in_which_their_trials_ended()
    {
        var tuner = Tuner(population: 3, sample: 3);
        var asked = Enumerable.Range(0, 3).Select(_ => tuner.Ask()!).ToArray();
        foreach (var i in new[] { 2, 0, 1 })
            tuner.Tell(asked[i], TrialOutcome.Of(i));
        Assert.Equal([asked[2].Architecture, asked[0].Architecture, asked[1].Architecture], tuner.Population);
        var child = tuner.Ask()!;
        tuner.Tell(child, TrialOutcome.Of(-1));
        Assert.Equal([asked[0].Architecture, asked[1].Architecture, child.Architecture], tuner.Population);
    }

    [Fact]
    public void The_best_of_the_sample_is_mutated_in_one_decision()
    {
        var tuner = Tuner(population: 5, sample: 5);
        var asked = Enumerable.Range(0, 5).Select(_ => tuner.Ask()!).ToArray();
        for (var i = 0; i < 5; i++)
            tuner.Tell(asked[i], TrialOutcome.Of(i == 3 ? 1 : 0));
        for (var i = 0; i < 20; i++)
            Assert.Equal(1, tuner.Ask()!.Architecture.Decisions.Zip(asked[3].Architecture.Decisions).Count(p => !p.First.Value.Equals(p.Second.Value)));
    }

    [Fact]
    public void A_failed_first_member_is_replaced()
    {
        var tuner = Tuner(population: 2, sample: 1);
        var (first, second) = (tuner.Ask()!, tuner.Ask()!);
        tuner.Tell(first, TrialOutcome.Failed);
        tuner.Tell(second, TrialOutcome.Of(1));
        tuner.Tell(tuner.Ask()!, TrialOutcome.Of(2));
        Assert.Equal(2, tuner.Population.Count());
    }

    [Fact]
    public void More_trials_than_the_population_at_once_do_not_wait()
    {
        var tuner = Tuner(population: 2, sample: 1);
        for (var i = 0; i < 10; i++)
            Assert.NotNull(tuner.Ask());
    }

    [Theory]
    [InlineData(1, 1, "PopulationSize")]
    [InlineData(5, 6, "SampleSize")]
    public void Options_out_of_range_are_named(int population, int sample, string option)
        => Assert.StartsWith(option, Assert.Throws<ArgumentException>(() => Tuner(population, sample)).Message);

    private static RegularizedEvolutionTuner Tuner(int population, int sample)
        => new(Space, new RegularizedEvolutionOptions { PopulationSize = population, SampleSize = sample }, seed: 1);
}
