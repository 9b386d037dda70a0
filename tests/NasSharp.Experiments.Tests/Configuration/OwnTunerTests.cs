using System.Text.Json.Nodes;
using NasSharp.Experiments.Configuration;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Running;
using NasSharp.Spaces;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Tests.Configuration;

/// <summary>Tuners of the user's own, named by their assembly.</summary>
public sealed class OwnTunerTests : IDisposable
{
    private static readonly string Here = typeof(OwnTunerTests).Assembly.Location;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Class_gets_space_arguments_and_seed()
    {
        var made = Assert.IsType<Whole>(Create(typeof(Whole).FullName!, """{"width": 3}"""));
        Assert.Equal((TestExperiment.Wide, 3, 7L), (made.Space, made.Arguments!["width"]!.GetValue<int>(), made.Seed));
        Assert.IsType<Climber>(Create(typeof(Climber).FullName!, "{}"));
        // As YAML's reader leaves it: a whole number is one of any size.
        var read = (Whole)OwnTuner.Create(Here, typeof(Whole).FullName!, new JsonObject { ["width"] = 3L }, TestExperiment.Wide, 7);
        Assert.Equal((3, 3.0), (read.Arguments!["width"]!.GetValue<int>(), read.Arguments["width"]!.GetValue<double>()));
    }

    [Theory]
    [InlineData("No.Such", "there is no class No.Such; its tuners are NasSharp.Experiments.Tests.")]
    [InlineData("NasSharp.Experiments.Tests.TemporaryFolder", "NasSharp.Experiments.Tests.TemporaryFolder does not implement NasSharp.Tuners.ITuner; its tuners are ")]
    [InlineData("NasSharp.Experiments.Tests.Configuration.OwnTunerTests+Unfinished", "OwnTunerTests+Unfinished is abstract and cannot be made; name a class that can.")]
    [InlineData("NasSharp.Experiments.Tests.Configuration.OwnTunerTests+Greedy", "OwnTunerTests+Greedy has none of the public constructors (SearchSpace, JsonObject, long), (SearchSpace, long) and (SearchSpace)")]
    [InlineData("NasSharp.Experiments.Tests.Configuration.OwnTunerTests+Choosy", "the constructor of NasSharp.Experiments.Tests.Configuration.OwnTunerTests+Choosy failed: ArgumentException: width is missing")]
    public void Class_that_is_unfit_is_named_in_one_line(string className, string expected)
    {
        var error = Assert.Throws<ExperimentException>(() => Create(className, "{}"));
        Assert.StartsWith(Here + ": ", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Arguments_that_no_constructor_takes_are_refused() => Assert.Contains(
        "takes no arguments, but classArgs has 'width'", Assert.Throws<ExperimentException>(() => Create(typeof(Climber).FullName!, """{"width": 3}""")).Message);

    [Fact]
    public void File_that_is_missing_or_no_assembly_is_named()
    {
        var path = _folder.At("Mine.dll");
        Assert.Equal($"{path}: the tuner's assembly is missing; build it.", Assert.Throws<ExperimentException>(() => OwnTuner.Create(path, "Mine", null, TestExperiment.Wide, 1)).Message);
        File.WriteAllText(path, "class Mine {}");
        var error = Assert.Throws<ExperimentException>(() => OwnTuner.Create(path, "Mine", null, TestExperiment.Wide, 1));
        Assert.StartsWith($"{path}: the tuner cannot be loaded: ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Tuner_that_fails_stops_the_experiment_with_one_line_and_mended_it_goes_on()
    {
        using var experiment = new TestExperiment(trials: 8);
        var error = Assert.Throws<TunerException>(() => experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(t.Number)), tuner: new Fragile(TestExperiment.Wide, breaksAt: 5)));
        Assert.Equal("The tuner Fragile failed in Tell with the result 5: InvalidOperationException: five is too much", error.Message);
        Assert.Equal([0, 1, 2, 3, 4], experiment.Store.Ended());
        Assert.Equal(ExperimentStatus.Done, experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(t.Number)), tuner: new Fragile(TestExperiment.Wide, breaksAt: -1)));
        Assert.Equal(Enumerable.Range(0, 8).Select(i => (double?)i), experiment.Store.Trials().Select(t => t.Result));
        Assert.Empty(StoreCheck.Run(experiment.Store));
    }

    private static ITuner Create(string className, string arguments) => OwnTuner.Create(Here, className, JsonNode.Parse(arguments)!.AsObject(), TestExperiment.Wide, 7);

    internal abstract class Unfinished(SearchSpace space) : ITuner
    {
        public virtual Suggestion? Ask() => new(space.First());

        public void Tell(Suggestion suggestion, TrialOutcome outcome)
        {
        }
    }

    internal sealed class Whole(SearchSpace space, JsonObject? arguments, long seed) : Unfinished(space)
    {
        public SearchSpace Space { get; } = space;

        public JsonObject? Arguments { get; } = arguments;

        public long Seed { get; } = seed;
    }

    internal sealed class Greedy(SearchSpace space, string wish) : Unfinished(space)
    {
        public string Wish { get; } = wish;
    }

    internal sealed class Choosy : Unfinished
    {
        public Choosy(SearchSpace space)
            : base(space) => throw new ArgumentException("width is missing");
    }

    internal sealed class Fragile(SearchSpace space, int breaksAt) : ITuner
    {
        private readonly NasSharp.Training.RandomStream _random = new(1, "fragile");

        public Suggestion? Ask() => new(space.Sample(_random));

        public void Tell(Suggestion suggestion, TrialOutcome outcome)
        {
            if (outcome.Value == breaksAt)
                throw new InvalidOperationException("five is\ntoo much");
        }
    }
}
