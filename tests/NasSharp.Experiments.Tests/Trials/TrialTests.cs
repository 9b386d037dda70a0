using NasSharp.Experiments.Trials;
using NasSharp.Spaces;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Experiments.Tests.Trials;

public sealed class TrialTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Standalone_model_takes_the_first_candidates()
    {
        using var model = new TwoLayers();
        var applied = Trial.ApplyNextArchitecture(model);
        Assert.True(Trial.IsStandalone);
        Assert.Equal("layer=0", applied.Architecture.ToString());
        Assert.Equal([1, 4], model.call(ones(1, 2)).shape);
    }

    [Fact]
    public void Trial_takes_the_architecture_of_its_folder_and_reports_there()
    {
        var folder = Prepare("""{"layer": {"_value": "1", "_idx": 1}}""");
        using var model = new TwoLayers();
        Trial.Within(TrialContext.OfFolder(folder, 3, epochs: 5), () =>
        {
            Assert.False(Trial.IsStandalone);
            Assert.Equal((3, 5), (Trial.Current!.Number, Trial.Current.Epochs));
            Trial.ApplyNextArchitecture(model);
            Trial.ReportIntermediate(0.25);
            Trial.ReportFinal(0.5, new Dictionary<string, double> { ["latency"] = 12 });
            Assert.Throws<InvalidOperationException>(() => Trial.ReportFinal(0.6));
        });
        Assert.Equal([1, 6], model.call(ones(1, 2)).shape);
        var metrics = new MetricsTail(Path.Combine(folder, "metrics.jsonl")).Read();
        Assert.Equal([(false, 0.25), (true, 0.5)], metrics.Select(m => (m.IsFinal, m.Value)));
        Assert.Equal(12, metrics[1].Others["latency"]);
        Assert.True(Trial.IsStandalone);
    }

    [Fact]
    public void Parameters_of_another_model_are_refused_by_key()
    {
        var folder = Prepare("""{"depth": {"_value": "1", "_idx": 1}}""");
        using var model = new TwoLayers();
        var error = Assert.Throws<ArchitectureException>(() => Trial.Within(TrialContext.OfFolder(folder, 3, null), () => Trial.ApplyNextArchitecture(model)));
        Assert.Contains("depth", error.Message);
    }

    [Fact]
    public void Name_default_is_kept_for_the_goal()
    {
        var folder = Prepare("{}");
        Assert.Throws<ArgumentException>(() => TrialContext.OfFolder(folder, 0, null).ReportFinal(1, new Dictionary<string, double> { ["default"] = 1 }));
    }

    [Theory]
    [InlineData("python3", "trial.py")]
    [InlineData("sh", "trial.sh")]
    public void Sample_in_another_language_reads_parameters_and_reports(string program, string file)
    {
        var folder = Prepare("""{"width": {"_value": "32", "_idx": 1}, "skip": {"_value": ["width"], "_idx": [0]}}""");
        var start = new System.Diagnostics.ProcessStartInfo(program, [Repository.At("samples", "AnyLanguage", file)]) { Environment = { ["NASCTL_TRIAL_DIR"] = folder } };
        using (var process = System.Diagnostics.Process.Start(start)!)
        {
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
        var metrics = new MetricsTail(Path.Combine(folder, "metrics.jsonl")).Read();
        Assert.True(metrics.Count >= 2 && metrics.SkipLast(1).All(m => !m.IsFinal));
        Assert.True(metrics[^1].IsFinal);
        Assert.Equal(0.42, metrics[^1].Value, 1e-12);
        Assert.Equal(32, metrics[^1].Others["width"]);
    }

    private string Prepare(string parameters)
    {
        var folder = Directory.CreateDirectory(_folder.At("attempt-1")).FullName;
        File.WriteAllText(Path.Combine(folder, "parameters.json"), parameters);
        return folder;
    }

    private sealed class TwoLayers : nn.Module<Tensor, Tensor>
    {
        private readonly LayerChoice layer = new([nn.Linear(2, 4), nn.Linear(2, 6)]);

        public TwoLayers() : base(nameof(TwoLayers)) => RegisterComponents();

        public override Tensor forward(Tensor input) => layer.call(input);
    }
}
