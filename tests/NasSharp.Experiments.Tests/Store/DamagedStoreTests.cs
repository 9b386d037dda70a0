using NasSharp.Experiments.Store;

namespace NasSharp.Experiments.Tests.Store;

public sealed class DamagedStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Full_disk_is_named_and_nothing_recorded_is_lost()
    {
        using var store = SmallExperiment.Create(_folder);
        store.EndTrial(SmallExperiment.Propose(store), SmallExperiment.Succeeded(0.5));
        var pages = (long)store.Database.Scalar("PRAGMA page_count")!;
        store.Database.Execute($"PRAGMA max_page_count={pages}");
        var error = Assert.Throws<ExperimentException>(() => store.Commit(() =>
        {
            for (var i = 0; i < 1000; i++)
                SmallExperiment.Propose(store);
        }));
        Assert.Contains("the disk is full", error.Message);
        Assert.Equal(0.5, Assert.Single(store.Trials()).Result);
        Assert.Equal((TunerStep.Ask, 0), Assert.Single(store.TunerSteps()));
    }

    [Theory]
    [InlineData("status = 'sleeping'", "trial 1, column status: 'sleeping' is no status")]
    [InlineData("parameters = '{\"width\"'", "trial 1, column parameters")]
    [InlineData("result = 'much'", "trial 1, column result: 'much' is no number")]
    [InlineData("started = 'yesterday'", "trial 1, column started: 'yesterday' is no whole number")]
    public void Corrupt_row_is_named_and_the_others_are_read(string damage, string expected)
    {
        using var store = SmallExperiment.Create(_folder);
        for (var i = 0; i < 3; i++)
            SmallExperiment.Propose(store, i);
        store.Database.Execute($"UPDATE trial SET {damage} WHERE number = 1");
        Assert.Contains(expected, Assert.Throws<ExperimentException>(() => store.Trials()).Message);
        var lines = new List<string>();
        Assert.Equal([0, 2], store.Trials(lines.Add).Select(t => t.Number));
        Assert.StartsWith(expected, Assert.Single(lines));
        Assert.Contains(StoreCheck.Run(store), problem => problem.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Check_of_a_sound_store_finds_nothing()
    {
        using var store = SmallExperiment.Create(_folder);
        store.EndTrial(SmallExperiment.Propose(store), SmallExperiment.Succeeded(0.5));
        store.AddTunerStep(TunerStep.Tell, 0);
        SmallExperiment.Propose(store);
        Assert.Empty(StoreCheck.Run(store));
    }

    [Fact]
    public void Check_names_what_the_tuners_history_lacks()
    {
        using var store = SmallExperiment.Create(_folder);
        store.EndTrial(SmallExperiment.Propose(store), SmallExperiment.Succeeded(0.5));
        store.AddTunerStep(TunerStep.Ask, 0);
        Assert.Equal(["tuner's history: trial 0 was proposed twice", "trial 0: it has ended, but the tuner's history does not have its result"], StoreCheck.Run(store));
    }

    [Fact]
    public void Check_names_a_vanished_trial_folder()
    {
        using var store = SmallExperiment.Create(_folder);
        for (var i = 0; i < 2; i++)
        {
            store.AddAttempt(SmallExperiment.Propose(store, i));
            Directory.CreateDirectory(store.Folder.Attempt(i, 1));
        }
        Assert.Empty(StoreCheck.Run(store));
        Directory.Delete(store.Folder.Trial(1), recursive: true);
        Assert.Contains("trial 1: its folder", Assert.Single(StoreCheck.Run(store)));
    }

    [Fact]
    public void Check_names_parameters_that_do_not_fit_the_space()
    {
        using var store = SmallExperiment.Create(_folder);
        SmallExperiment.Propose(store);
        store.Database.Execute("""UPDATE trial SET parameters = '{"depth": {"_value": "1", "_idx": 0}}'""");
        Assert.Contains("depth", Assert.Single(StoreCheck.Run(store)));
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(100)]
    public void Overwritten_file_is_named(int from)
    {
        using (var store = SmallExperiment.Create(_folder))
        {
            for (var i = 0; i < 200; i++)
                SmallExperiment.Propose(store, i);
        }
        var path = _folder.At("experiment/experiment.db");
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(from).Fill(0x5a);
        File.WriteAllBytes(path, bytes);
        var error = Assert.Throws<ExperimentException>(() =>
        {
            using var store = ExperimentStore.Open(_folder.At("experiment"));
            _ = store.Trials();
        });
        Assert.Contains("the database is damaged", error.Message);
        Assert.Contains(path, error.Message);
    }

    [Fact]
    public void Folder_without_an_experiment_is_named() =>
        Assert.Contains("holds no experiment", Assert.Throws<ExperimentException>(() => ExperimentStore.Open(_folder.Path)).Message);

    [Fact]
    public void Experiment_is_not_created_over_another()
    {
        SmallExperiment.Create(_folder).Dispose();
        Assert.Contains("holds an experiment already", Assert.Throws<ExperimentException>(() => SmallExperiment.Create(_folder)).Message);
    }
}
