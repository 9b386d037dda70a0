using NasSharp.Experiments.Configuration;
using NasSharp.Experiments.Reports;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Store;
using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Tests.Configuration;

/// <summary>Constraints and objectives of a config.yml, from the file to the trials.</summary>
public sealed class ConstraintTests : IDisposable
{
    private const string Constraint = "- cost: parameters\n  table: costs.json\n  most: 1.2K\n";

    private static readonly SearchSpace Space = new([.. Enumerable.Range(0, 3).Select(i => Choice.Layer($"c{i}", ["0", "1", "2", "3"]))]);

    private readonly TemporaryFolder _folder = new();

    public ConstraintTests()
    {
        SearchSpaceFile.Write(_folder.At("space.json"), Space);
        CostFile.Write(_folder.At("costs.json"), Costs("parameters"), Costs("flops"));
        File.WriteAllText(_folder.At("phone.json"), """{"device": "phone", "constant": 1, "choices": {"c0": [1, 2, 3, 4], "c1": [1, 2, 3, 4], "c2": [1, 2, 3, 4]}}""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Constraint_is_read_with_its_units()
    {
        var read = Read(Constraint + "- cost: latency\n  table: phone.json\n  device: phone\n  least: 2\n  most: 9.5\n").Constraints;
        Assert.Equal([("parameters", 0.0, 1200.0, null), ("latency", 2.0, 9.5, "phone")], read.Select(c => (c.Cost, c.Least, c.Most, c.Device)));
        Assert.Equal([_folder.At("costs.json"), _folder.At("phone.json")], read.Select(c => c.Table));
    }

    [Theory]
    [InlineData("- cost: energy\n", "'constraints[0].cost' is 'energy'; known are flops, parameters, latency.")]
    [InlineData("- most: 3\n", "'constraints[0].cost' is missing; known are flops, parameters, latency.")]
    [InlineData("- cost: flops\n  most: 3\n", "'constraints[0].table' is missing: the file with the costs of the candidates; 'nasctl ss-gen --costs' writes one.")]
    [InlineData("- cost: latency\n  most: 3\n", "'nasctl latency' measures one.")]
    [InlineData("- cost: flops\n  table: none.json\n", "'constraints[0].table' is 'none.json'; there is no ")]
    [InlineData("- cost: flops\n  table: costs.json\n", "'constraints[0].most' is missing: give the most that a network may cost, the least, or both.")]
    [InlineData("- cost: flops\n  table: costs.json\n  most: 3X\n", "'constraints[0].most' is '3X', not a number such as 250000, 250K or 0.25M.")]
    [InlineData("- cost: flops\n  table: costs.json\n  most: 3\n  least: 4\n", "'constraints[0].most' is less than 'least', which allows nothing.")]
    [InlineData("- cost: flops\n  table: costs.json\n  most: 3\n  device: phone\n", "'constraints[0].device' has no meaning for flops")]
    [InlineData("- cost: flops\n  table: costs.json\n  most: 3\n  limit: 3\n", "'constraints[0].limit' is unknown; known are cost, device, least, most, table.")]
    [InlineData("  cost: flops\n", "'constraints' is no list.")]
    public void What_is_wrong_with_a_constraint_is_named_with_its_line(string constraints, string expected)
    {
        var error = Assert.Throws<ExperimentException>(() => Read(constraints));
        Assert.Matches(@"config\.yml\([0-9]+\): ", error.Message);
        Assert.Contains(expected, error.Message);
    }

    [Theory]
    [InlineData("- cost: parameters\n  table: costs.json\n  most: 99\n", "no network keeps the constraint: 'most' is 99, and the cheapest has 100 (parameters); raise it.")]
    [InlineData("- cost: parameters\n  table: costs.json\n  least: 5K\n", "no network keeps the constraint: 'least' is 5000, and the dearest has at most 3100 (parameters); lower it.")]
    [InlineData("- cost: parameters\n  table: space.json\n  most: 5K\n", "it has no 'parameters'")]
    [InlineData("- cost: latency\n  table: phone.json\n  device: tablet\n  most: 5K\n", "not 'tablet'")]
    public void Constraint_that_cannot_be_kept_makes_no_experiment(string constraints, string expected)
    {
        Assert.Contains(expected, Assert.ThrowsAny<NasSharpException>(() => ConfiguredExperiment.Create(Read(constraints), _folder.At("experiment"), "x")).Message);
        Assert.False(Directory.Exists(_folder.At("experiment")));
    }

    [Theory]
    [InlineData("evolution")]
    [InlineData("spos")]
    public async Task Trials_keep_the_constraint_also_when_the_table_is_gone(string tuner)
    {
        using var store = ConfiguredExperiment.Create(Read(Constraint, tuner, trials: 4), _folder.At("experiment"), "x");
        Assert.Equal(ExperimentStatus.Done, await ConfiguredExperiment.RunAsync(store, TestContext.Current.CancellationToken));
        File.Delete(_folder.At("costs.json"));
        store.AddRequest(RequestKind.TrialCount, "9");
        Assert.Equal(ExperimentStatus.Done, await ConfiguredExperiment.RunAsync(store, TestContext.Current.CancellationToken));
        Assert.Equal(9, store.TrialCount());
        Assert.All(store.Trials(), t => Assert.InRange(Costs("parameters").Of(Architecture.ParseTrialParameters(Space, t.Parameters)), 100, 1200));
    }

    [Fact]
    public async Task Experiment_ends_when_all_that_is_allowed_is_known()
    {
        using var store = ConfiguredExperiment.Create(Read("- cost: parameters\n  table: costs.json\n  most: 150\n", "random", trials: 20), _folder.At("experiment"), "x");
        Assert.Equal(ExperimentStatus.Done, await ConfiguredExperiment.RunAsync(store, TestContext.Current.CancellationToken));
        Assert.Single(store.Trials());
        Assert.Matches("^the tuner has no more proposals; the constraints refused [0-9]+$", store.Info().EndReason);
    }

    [Theory]
    [InlineData("objectives:\n- name: default\n  goal: minimize\n", "'objectives' has 'minimize' for 'default', tuner.classArgs.optimize_mode is 'maximize'; keep one.")]
    [InlineData("objectives:\n- name: latency\n", "'objectives' must begin with 'name: default'")]
    [InlineData("objectives:\n- name: default\n  reference: much\n", "'objectives[0].reference' is 'much', not a number.")]
    [InlineData("objectives:\n- name: default\n  goal: best\n", "'objectives[0].goal' is 'best'; known are maximize, minimize.")]
    public void What_is_wrong_with_objectives_is_named(string objectives, string expected) =>
        Assert.Contains(expected, Assert.Throws<ExperimentException>(() => Read(Constraint, more: objectives)).Message);

    [Fact]
    public async Task Several_objectives_reach_the_tuner_and_the_front()
    {
        var configuration = Read(Constraint, "nsga2", 8, "objectives:\n- name: default\n  reference: 0\n- name: latency\n  goal: minimize\n  reference: 9\n");
        Assert.Equal([new Objective("default", Goal.Maximize, 0), new Objective("latency", Goal.Minimize, 9)], configuration.Objectives);
        using var store = ConfiguredExperiment.Create(configuration, _folder.At("experiment"), "x");
        Assert.Equal(ExperimentStatus.Done, await ConfiguredExperiment.RunAsync(store, TestContext.Current.CancellationToken));
        Assert.All(store.Trials(), t => Assert.True(t.Status == TrialState.Succeeded, t.Error));
        var front = ObjectiveFront.Of(store, store.Info())!;
        Assert.NotEmpty(front.Members);
        Assert.True(front.Hypervolume > 0);
    }

    private static CandidateCosts Costs(string name) =>
        new(name, Space, Space.Keys.ToDictionary(k => k, _ => (IReadOnlyList<double>)[0, 250, 500, 1000], StringComparer.Ordinal), 100);

    private ExperimentConfiguration Read(string constraints, string tuner = "random", int trials = 4, string more = "")
    {
        const string Report = "i=$(tr -d ' \\n' <$NASCTL_TRIAL_DIR/parameters.json | cksum | cut -c1-2); echo \"{\\\"type\\\": \\\"final\\\", \\\"value\\\": {\\\"default\\\": 0.$i, \\\"latency\\\": 3.$i}}\" >>$NASCTL_TRIAL_DIR/metrics.jsonl";
        File.WriteAllText(_folder.At("trial.sh"), Report);
        File.WriteAllText(_folder.At("config.yml"),
            $"experimentName: limited\ntrialConcurrency: 1\nmaxTrialNum: {trials}\nsearchSpacePath: space.json\ntuner:\n  builtinTunerName: {tuner}\n  classArgs: {{optimize_mode: maximize}}\n"
            + $"trial: {{command: sh trial.sh}}\n{more}constraints:\n{constraints}");
        return ConfigurationFile.Read(_folder.At("config.yml"));
    }
}
