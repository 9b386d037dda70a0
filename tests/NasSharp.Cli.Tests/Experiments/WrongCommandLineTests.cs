namespace NasSharp.Cli.Tests.Experiments;

/// <summary>Command lines about experiments that say too little or too much.</summary>
public sealed class WrongCommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nasctl-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("nasctl create needs --config FILE", "create")]
    [InlineData("nasctl trial show needs --trial NUMBER", "trial", "show")]
    [InlineData("nasctl export needs --filename FILE", "export")]
    [InlineData("nasctl update trialnum needs --value VALUE", "update", "trialnum", "abcd")]
    [InlineData("nasctl ss-gen needs --trial-command", "ss-gen")]
    [InlineData("--trial needs a value: number", "trial", "show", "--trial")]
    [InlineData("nasctl trial needs a command: ls, show, kill, log", "trial")]
    [InlineData("unknown option '--al': did you mean --all?", "list", "--al")]
    [InlineData("--head and --tail contradict each other", "trial", "ls", "--head", "1", "--tail", "1")]
    [InlineData("--all and 'abcd' contradict each other", "delete", "abcd", "--all")]
    public void What_is_missing_or_too_much_is_named(string expected, params string[] arguments)
    {
        var world = World();
        Assert.Equal(2, world.Run(arguments));
        Assert.StartsWith($"nasctl: {expected}", world.Error);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void Create_that_contradicts_itself_makes_no_experiment()
    {
        Configure();
        Assert.Equal(2, World().Run("create", "-c", At("config.yml"), "--foreground", "--detach"));
        Assert.False(Directory.Exists(At("home")));
    }

    [Fact]
    public void All_experiments_are_deleted_when_that_is_confirmed()
    {
        Configure();
        for (var i = 0; i < 2; i++)
            Assert.Equal(0, World().Run("create", "-c", At("config.yml"), "-f"));
        var unsure = World();
        Assert.Equal(2, unsure.Run("delete", "--all"));
        Assert.Contains("this deletes 2 experiments", unsure.Error);
        Assert.Equal(0, World().Run("delete", "--all", "--yes"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(At("home")));
    }

    private void Configure()
    {
        File.WriteAllText(At("space.json"), """{"a": {"_type": "layer_choice", "_value": ["x", "y"]}}""");
        File.WriteAllText(At("config.yml"), """
            experimentName: short
            trialConcurrency: 1
            maxTrialNum: 1
            trainingServicePlatform: local
            searchSpacePath: space.json
            tuner: {builtinTunerName: random}
            trial: {command: "true", codeDir: .}
            """);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private TestWorld World() => new() { Variables = { ["NASCTL_HOME"] = At("home") } };
}
