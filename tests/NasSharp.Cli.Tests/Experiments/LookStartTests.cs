using System.Diagnostics;
using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Tests.Experiments;

/// <summary>What a command that only looks starts with.</summary>
public sealed class LookStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nasctl-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Groups => [.. CommandTable.Groups.Select(g => string.Join(' ', g.Names))];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Group_of_commands_has_the_names_that_it_is_found_by(string names)
    {
        var group = Assert.Single(CommandTable.Named([names.Split(' ')[^1], "--help"]));
        Assert.Equal(names, string.Join(' ', group.Create(new TestWorld().Surroundings).Select(c => c.Name)));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("[suggest:3]")]
    [InlineData("lst")]
    [InlineData("--json")]
    public void Command_line_that_names_no_command_first_has_all_of_them(string first) => Assert.Same(CommandTable.Groups, CommandTable.Named([first]));

    [Theory]
    [InlineData("list", "--all")]
    [InlineData("status")]
    [InlineData("top", "--time", "0")]
    [InlineData("trial", "ls")]
    public void Looking_at_an_experiment_loads_no_libtorch(params string[] arguments)
    {
        File.WriteAllText(Path.Combine(_folder, "space.json"), """{"a": {"_type": "layer_choice", "_value": ["x", "y"]}}""");
        File.WriteAllText(Path.Combine(_folder, "config.yml"), """
            experimentName: looked at
            trialConcurrency: 1
            maxTrialNum: 1
            trainingServicePlatform: local
            searchSpacePath: space.json
            tuner: {builtinTunerName: nsga2}
            objectives: [{name: default}, {name: cost, goal: minimize}]
            trial: {command: "echo '{\"type\": \"final\", \"value\": {\"default\": 1, \"cost\": 2}}' >>$NASCTL_TRIAL_DIR/metrics.jsonl", codeDir: .}
            """);
        var world = new TestWorld { Variables = { ["NASCTL_HOME"] = Path.Combine(_folder, "home") } };
        Assert.Equal(0, world.Run("create", "-c", Path.Combine(_folder, "config.yml"), "-f"));
        var start = new ProcessStartInfo("dotnet", [typeof(CommandTable).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            // The loader of the C library writes down what it loads.
            Environment = { ["NASCTL_HOME"] = Path.Combine(_folder, "home"), ["LD_DEBUG"] = "files", ["LD_DEBUG_OUTPUT"] = Path.Combine(_folder, "loaded") },
        };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        var loaded = string.Concat(Directory.EnumerateFiles(_folder, "loaded.*").Select(File.ReadAllText));
        Assert.Contains("libcoreclr.so", loaded);
        Assert.DoesNotContain("libtorch", loaded);
        Assert.DoesNotContain("libnassharp", loaded);
    }
}
