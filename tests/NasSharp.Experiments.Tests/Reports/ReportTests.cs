using System.Text.Json.Nodes;
using NasSharp.Experiments.Reports;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Running;
using NasSharp.Experiments.Tests.Store;
using NasSharp.Spaces;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Tests.Reports;

public sealed class ReportTests
{
    [Fact]
    public void Report_has_every_part_and_needs_nothing_from_elsewhere()
    {
        using var experiment = new TestExperiment(12);
        experiment.Run(TestExperiment.InProcess(t =>
        {
            if (t.Number == 3)
                throw new InvalidDataException("bad <data>");
            t.ReportIntermediate(0.1);
            t.ReportIntermediate(0.2);
            t.ReportFinal(TestExperiment.Score(t.Parameters), new Dictionary<string, double> { ["latency"] = t.Number });
        }));
        var html = ExperimentReport.Html(experiment.Store, "1.2.3");
        foreach (var part in (string[])["Results by trial", "Intermediate results", "Result against latency", "Best trials", "Importance of the choices", "Lineage of the best", "Failed trials: 1", "nasctl 1.2.3", "seed 7", "bad &lt;data&gt;"])
            Assert.Contains(part, html);
        Assert.DoesNotContain("http", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("NaN", html);
    }

    [Fact]
    public void Report_of_an_experiment_without_results_is_a_page()
    {
        using var experiment = new TestExperiment(1);
        Assert.Contains("0 trials", ExperimentReport.Html(experiment.Store, "1"));
    }

    [Fact]
    public void Exported_results_are_imported_elsewhere()
    {
        using var source = new TestExperiment(5);
        source.Run(TestExperiment.InProcess(t => t.ReportFinal(t.Number == 2 ? double.NaN : t.Number, new Dictionary<string, double> { ["latency"] = 2 })));
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("results.json"), TrialTable.Json(source.Store, intermediate: true));
        using var target = new TestExperiment(5);
        Assert.Equal(4, TrialTable.Import(target.Store, folder.At("results.json")));
        Assert.Equal([0, 1, 3, 4], target.Store.Imported().Select(i => (int)i.Values["default"]));
        Assert.Equal(source.Store.Trial(1).Parameters, target.Store.Imported()[1].Parameters);
        Assert.Equal(2, target.Store.Imported()[0].Values["latency"]);
    }

    [Theory]
    [InlineData("{}", "it is no list")]
    [InlineData("[{\"value\": 1}]", "entry 0 has no 'parameter'")]
    [InlineData("[", "cannot be imported")]
    public void File_that_cannot_be_imported_is_named(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        using var store = SmallExperiment.Create(folder);
        File.WriteAllText(folder.At("results.json"), text);
        var error = Assert.Throws<ExperimentException>(() => TrialTable.Import(store, folder.At("results.json")));
        Assert.Contains(expected, error.Message);
        Assert.Contains("results.json", error.Message);
        Assert.Empty(store.Imported());
    }

    [Fact]
    public void Csv_has_a_column_for_each_choice()
    {
        using var folder = new TemporaryFolder();
        using var store = SmallExperiment.Create(folder);
        var parameters = new Architecture(SmallExperiment.Space, [new("width", Decision.One(2)), new("skip", Decision.One(0))]).ToTrialParameters();
        store.AddTrial("tuner", parameters, null, null);
        store.EndTrial(0, new TrialEnding(TrialState.Failed, null, new Dictionary<string, double>(), "it said \"no\", and left", null, TimeSpan.FromSeconds(1.5)));
        Assert.Equal("trial,status,result,seconds,attempts,epochs,continues,parents,error,width,skip\n0,Failed,,1.5,0,,,,\"it said \"\"no\"\", and left\",64,0\n", TrialTable.Csv(store, intermediate: false));
    }

    [Fact]
    public void Importance_is_the_part_of_the_variance_that_a_choice_explains()
    {
        var trials = SmallExperiment.Space.Enumerate().Select(a => (a, (double)a["width"].Selected[0])).ToList();
        var shares = ParameterImportance.Of(SmallExperiment.Space, trials);
        Assert.Equal(("width", 1.0), (shares[0].Choice.Key, Math.Round(shares[0].Share, 12)));
        Assert.Equal(("skip", 0.0), (shares[1].Choice.Key, Math.Round(shares[1].Share, 12)));
    }

    [Fact]
    public void Lineage_is_what_the_tuner_said_when_it_proposed()
    {
        using var experiment = new TestExperiment(40);
        experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(TestExperiment.Score(t.Parameters))),
            tuner: TunerCatalog.Create("evolution", TestExperiment.Wide, new JsonObject { ["population_size"] = 5, ["sample_size"] = 3 }, seed: 7));
        var trials = experiment.Store.Trials().ToDictionary(t => t.Number);
        Assert.All(trials.Values, t => Assert.Equal(t.Number < 5 ? 0 : 1, t.Parents.Count));
        var line = Lineage.Of(trials[39], trials, TestExperiment.Wide);
        Assert.Equal(trials[39], line[^1].Trial);
        Assert.Empty(line[0].Trial.Parents);
        Assert.Empty(line[0].Changed);
        foreach (var (before, step) in line.Zip(line.Skip(1)))
        {
            Assert.Equal([before.Trial.Number], step.Trial.Parents);
            Assert.Single(step.Changed);
        }
    }

    [Fact]
    public void Report_of_several_objectives_has_their_hypervolume()
    {
        using var experiment = new TestExperiment(3, configuration: TestExperiment.TwoObjectives(reference: 10));
        experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(t.Number + 1, new Dictionary<string, double> { ["latency"] = 2 + t.Number * t.Number })), new ExperimentRunOptions
        {
            Objectives = [new(Objective.Default, Goal.Maximize), new("latency", Goal.Minimize)],
        });
        // Results 1, 2, 3 with latencies 2, 3, 6, above 0 and below 10: none beats another.
        var front = ObjectiveFront.Of(experiment.Store, experiment.Store.Info())!;
        Assert.Equal([2, 1, 0], front.Members);
        Assert.Equal(3 * 4 + 2 * 3 + 1 * 1, front.Hypervolume, 12);
        Assert.Equal([(0.0, 8.0), (1.0, 15.0), (2.0, 19.0)], front.Progress());
        var html = ExperimentReport.Html(experiment.Store, "1");
        Assert.Contains("Hypervolume above default 0, latency 10", html);
        Assert.Contains("Hypervolume 19 of 3 trials on the front: 2, 1, 0.", html);
    }

    [Fact]
    public void Reference_that_nobody_gave_is_a_tenth_of_the_range_below_the_worst()
    {
        using var experiment = new TestExperiment(3, configuration: TestExperiment.TwoObjectives(reference: null));
        experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(t.Number, new Dictionary<string, double> { ["latency"] = 10 * t.Number })));
        Assert.Equal([-0.2, 22], ObjectiveFront.Of(experiment.Store, experiment.Store.Info())!.Reference.Select(r => Math.Round(r, 12)));
        using var one = new TestExperiment(1);
        Assert.Null(ObjectiveFront.Of(one.Store, one.Store.Info()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(12.5)]
    public void Objectives_that_are_read_alone_are_those_of_the_configuration(double? reference)
    {
        var info = SmallExperiment.Info with { Configuration = TestExperiment.TwoObjectives(reference) };
        Assert.Equal(NasSharp.Experiments.Configuration.ExperimentConfiguration.FromJson(info.Configuration).Objectives, ObjectiveFront.ObjectivesOf(info));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("""{"objectives": 3}""")]
    [InlineData("""{"objectives": [{"name": "default"}]}""")]
    public void Configuration_without_readable_objectives_has_none(string configuration) =>
        Assert.Empty(ObjectiveFront.ObjectivesOf(SmallExperiment.Info with { Configuration = configuration }));

    [Fact]
    public void Front_of_two_objectives_has_the_trials_that_comparing_each_with_each_leaves()
    {
        using var experiment = new TestExperiment(trials: 300, configuration: TestExperiment.TwoObjectives(50));
        var random = new Random(3);
        experiment.Run(
            TestExperiment.InProcess(t => t.ReportFinal(random.Next(20), new Dictionary<string, double> { ["latency"] = random.Next(20) })), // with many ties
            new ExperimentRunOptions { Objectives = [new(Objective.Default, Goal.Maximize), new("latency", Goal.Minimize)] });
        var expected = new ParetoFront<int>();
        foreach (var trial in experiment.Store.Trials())
            expected.Add(trial.Number, trial.Result!.Value, -trial.Metrics["latency"]);
        var found = ObjectiveFront.Of(experiment.Store, experiment.Store.Info())!;
        Assert.Equal(expected.Members.Select(m => m.Item).Order(), found.Members.Order());
        Assert.Equal(expected.Hypervolume(0, -50), found.Hypervolume, 1e-9);
    }
}
