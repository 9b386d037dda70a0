using NasSharp.Cli.Reports.Run;
using NasSharp.Training;

namespace NasSharp.Cli.Tests.Board;

/// <summary>The report of a run as one page.</summary>
public sealed class RunReportTests : IDisposable
{
    private static readonly string[] Files = ["run.json", "nasctl.json", "metrics.jsonl", "supernet.json", "weights.bin", "architectures/epoch-0000.json", "architecture.json", "result.json"];

    private readonly TemporaryFolder _folder = new();
    private readonly RunFixture _run;

    public RunReportTests()
    {
        _run = new RunFixture(_folder.Path, "search");
        for (var step = 0; step < 100; step += 10)
            _run.Step(step, 0.3f + step / 200f);
        File.WriteAllText(_run.At("nasctl.json"), """{"command": "search", "version": "1.2.3", "options": {"--space": "darts", "--set": "a=1 & b"}}""");
        File.WriteAllText(_run.At("architecture.json"), """{"edge": "skip", "pick": ["edge"]}""");
        File.WriteAllText(_run.At("result.json"), """{"candidates": [{"score": 0.5, "validation": {"accuracy": 0.5}, "architecture": {"edge": "<b>conv"}}]}""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Report_has_every_part_and_needs_nothing_from_elsewhere()
    {
        File.AppendAllText(_run.At("metrics.jsonl"), RunFixture.Line(100, "rollback", "\"from_epoch\": 3, \"to_epoch\": 1"));
        var html = RunReport.Html(_run.Folder);

        foreach (var part in (string[])[
            "Search with darts, done: 100 steps", "What the run has derived", "skip", "Candidates that were compared", "&lt;b&gt;conv", "<figcaption>loss</figcaption>", "Weights of the candidates", "Mean entropy",
            "<tr class=\"kept\"><td><span class=\"legend\"><i style=\"background:#0072b2\"></i></span>conv</td><td>0.7500</td>", "Rollbacks of the collapse guard", "<td>4</td><td>2</td>", "nasctl 1.2.3, seed 3",
            "nasctl search --space=darts \\\n  &#39;--set=a=1 &amp; b&#39; \\\n  --output search-again"])
            Assert.Contains(part, html);
        foreach (var never in (string[])["http", "<script", "NaN", "src=", "url(", "Left out"])
            Assert.DoesNotContain(never, html);
    }

    [Fact]
    public void Report_of_a_run_that_has_just_begun_says_what_is_missing()
    {
        var young = Directory.CreateDirectory(_folder["young"]).FullName;
        File.WriteAllText(Path.Combine(young, "run.json"), """{"kind": "enas", "seed": 1, "options": {}}""");

        Assert.True(RunReport.IsRun(young));
        var html = RunReport.Html(young);
        Assert.Contains("there is no architecture yet", html);
        Assert.Contains("The run has written no numbers yet", html);
        Assert.False(RunReport.IsRun(_folder.Path));
    }

    [Fact]
    public void Table_has_every_number()
    {
        var lines = RunReport.Csv(_run.Folder).TrimEnd().Split('\n');

        Assert.Equal("phase,name,step,seconds,value", lines[0]);
        Assert.Equal(1 + 2 * 10, lines.Length);
        Assert.Contains("train,loss,30,3,0.03225806451612903", lines);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Damaged_run_has_a_report(long seed)
    {
        var random = new RandomStream(seed, "damage");
        var good = Files.ToDictionary(f => f, f => File.ReadAllBytes(_run.At(f)));
        for (var round = 0; round < 60; round++)
        {
            foreach (var (file, bytes) in good)
                File.WriteAllBytes(_run.At(file), bytes);
            var hurt = Files[random.Next(Files.Length)];
            File.WriteAllBytes(_run.At(hurt), Damage.Of(good[hurt], random));
            Assert.EndsWith("</html>\n", RunReport.Html(_run.Folder));
            Assert.NotEmpty(RunReport.Csv(_run.Folder));
        }
    }
}
