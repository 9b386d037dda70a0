using NasSharp.Experiments.Configuration;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Store;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Tests.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private const string Good = """
        authorName: default
        experimentName: example_mnist
        trialConcurrency: 1
        maxExecDuration: 100h
        maxTrialNum: 1000
        trainingServicePlatform: local
        searchSpacePath: space.json
        useAnnotation: false
        logLevel: info
        tuner:
          builtinTunerName: RegularizedEvolutionTuner
          classArgs:
            optimize_mode: minimize
            population_size: 20
        assessor:
          builtinAssessorName: Medianstop
          classArgs:
            optimize_mode: minimize
            start_step: 5
        trial:
          command: python3 mnist.py
          codeDir: code
          gpuNum: 0
        localConfig:
          gpuIndices: 0,2
          maxTrialNumPerGpu: 3
        """;

    private readonly TemporaryFolder _folder = new();

    public ConfigurationFileTests()
    {
        Directory.CreateDirectory(_folder.At("code"));
        File.Copy(Repository.At("samples", "AnyLanguage", "space.json"), _folder.At("space.json"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Configuration_of_NNI_is_read_as_it_is()
    {
        var read = Read(Good);
        Assert.Equal(("example_mnist", "default", 1, 1000, TimeSpan.FromHours(100)), (read.Name, read.Author, read.Concurrency, read.MaxTrials, read.MaxDuration));
        Assert.Equal((_folder.At("space.json"), "python3 mnist.py", _folder.At("code"), 0), (read.SearchSpacePath, read.Trial.Command, read.Trial.CodeFolder, read.Trial.Gpus!.Value));
        Assert.Equal("RegularizedEvolutionTuner", read.Tuner.Name);
        Assert.Equal("""{"population_size":20}""", read.Tuner.Arguments!.ToJsonString());
        Assert.Equal([new Objective("default", Goal.Minimize)], read.Objectives);
        Assert.Equal(new AssessorConfiguration("Medianstop", StartStep: 5), read.Assessor);
        Assert.Equal([0, 2], read.Trial.GpuIndices!);
        Assert.Equal(3, read.Trial.MaxTrialsPerGpu);
    }

    [Fact]
    public void Defaults_are_those_of_NNI()
    {
        var read = Read("experimentName: a\ntrialConcurrency: 2\nsearchSpacePath: space.json\ntuner: {builtinTunerName: random}\ntrial: {command: 'true'}\n");
        Assert.Equal((99_999, TimeSpan.FromDays(999), Goal.Maximize), (read.MaxTrials, read.MaxDuration, read.Objectives[0].Goal));
        Assert.Null(read.Trial.Gpus);
    }

    [Fact]
    public void Own_fields_are_read()
    {
        var read = Read(Good
            .Replace("gpuNum: 0", "cpuNum: 2\n  memoryMB: 512", StringComparison.Ordinal)
            .Replace("localConfig:", "seed: 5\nmaxTrialDuration: 90s\nobjectives:\n- name: default\n- name: latency\n  goal: minimize\nlocalConfig:\n  warmWorkers: true", StringComparison.Ordinal));
        Assert.Equal((2, 512, 5L, TimeSpan.FromSeconds(90), true), (read.Trial.Cores, read.Trial.MemoryMegabytes, read.Seed, read.MaxTrialDuration, read.Trial.WarmWorkers));
        Assert.Equal([new Objective("default", Goal.Minimize), new Objective("latency", Goal.Minimize)], read.Objectives);
    }

    [Fact]
    public void Configuration_is_the_same_after_the_store()
    {
        var read = Read(Good);
        var again = ExperimentConfiguration.FromJson(read.ToJson());
        Assert.Equal(read.ToJson(), again.ToJson());
        Assert.Equal(read.MaxDuration, again.MaxDuration);
    }

    [Theory]
    [InlineData("trialConcurrency: 1", "trialConcurrency: many", "(3): 'trialConcurrency' is 'many', not a whole number from 1 to 99999.")]
    [InlineData("maxExecDuration: 100h", "maxExecDuration: 100x", "(4): 'maxExecDuration' is '100x', not a time such as 90s, 5m, 1h or 2d.")]
    [InlineData("Platform: local", "Platform: remote", "(6): 'trainingServicePlatform' is 'remote'; known are local, slurm")]
    [InlineData("space.json", "other.json", "(7): 'searchSpacePath' is 'other.json'; there is no")]
    [InlineData("useAnnotation: false", "useAnnotation: true", "(8): 'useAnnotation' is true; annotations are not supported")]
    [InlineData("logLevel: info", "machineList: []", "(9): 'machineList' is not supported")]
    [InlineData("logLevel: info", "advisor: {}", "(9): 'advisor' is not supported")]
    [InlineData("logLevel: info", "experimentTitle: x", "(9): 'experimentTitle' is unknown")]
    [InlineData("RegularizedEvolutionTuner", "SMAC", "(11): 'tuner.builtinTunerName' is 'SMAC'; known are random")]
    [InlineData("optimize_mode: minimize\n    population", "optimize_mode: best\n    population", "(12): 'tuner.classArgs' has the optimize_mode 'best'")]
    [InlineData("  builtinTunerName: RegularizedEvolutionTuner", "  builtinTunerName: random\n  className: Mine", "(12): 'tuner.className' is not supported: builtinTunerName stands beside it")]
    [InlineData("  builtinTunerName: RegularizedEvolutionTuner", "  codeDir: code", "(11): 'tuner.assembly' is missing: the .dll that has the class")]
    [InlineData("  builtinTunerName: RegularizedEvolutionTuner", "  classFileName: mine.py", "(11): 'tuner.classFileName' is 'mine.py'; a tuner of your own is a .NET class")]
    [InlineData("  builtinTunerName: RegularizedEvolutionTuner", "  assembly: Mine.dll\n  className: Mine", "(11): 'tuner.assembly' is 'Mine.dll'; there is no")]
    [InlineData("  builtinTunerName: RegularizedEvolutionTuner", "  assembly: Mine.dll\n  codeDir: code", "(12): 'tuner.codeDir' is not supported: assembly stands beside it")]
    [InlineData("Medianstop", "Curvefitting", "(16): 'assessor.builtinAssessorName' is 'Curvefitting'; known are Medianstop, Asha")]
    [InlineData("start_step: 5", "start_stop: 5", "(19): 'assessor.classArgs.start_stop' is unknown; known are optimize_mode, start_step.")]
    [InlineData("gpuNum: 0", "gpuNum: 0\n  nasMode: darts_mode", "(24): 'trial.nasMode' is 'darts_mode'")]
    [InlineData("gpuNum: 0", "virtualCluster: x", "(23): 'trial.virtualCluster' is unknown")]
    [InlineData("codeDir: code", "codeDir: nowhere", "(22): 'trial.codeDir' is 'nowhere'")]
    [InlineData("maxTrialNumPerGpu: 3", "useActiveGpu: false", "(26): 'localConfig.useActiveGpu' is false")]
    [InlineData("experimentName: example_mnist", "experimentName: [", "(")]
    public void What_is_wrong_is_named_with_its_line(string replaced, string by, string expected)
    {
        Assert.Contains(replaced, Good, StringComparison.Ordinal);
        var error = Assert.Throws<ExperimentException>(() => Read(Good.Replace(replaced, by, StringComparison.Ordinal)));
        Assert.Contains("config.yml" + expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("searchSpacePath: space.json\n", "nasctl ss-gen")]
    [InlineData("experimentName: example_mnist\n", "'experimentName' is missing")]
    [InlineData("  command: python3 mnist.py\n", "'trial.command' is missing")]
    [InlineData("  builtinTunerName: RegularizedEvolutionTuner\n", "'tuner.builtinTunerName' is missing; known are random, grid")]
    public void What_is_missing_is_named(string removed, string expected) =>
        Assert.Contains(expected, Assert.Throws<ExperimentException>(() => Read(Good.Replace(removed, "", StringComparison.Ordinal))).Message);

    [Theory]
    [InlineData("  assembly: code/Mine.dll")]
    [InlineData("  codeDir: code\n  classFileName: Mine.dll")]
    public void Tuner_of_ones_own_is_named_in_our_words_or_in_those_of_NNI(string fields)
    {
        File.Copy(typeof(ConfigurationFileTests).Assembly.Location, _folder.At("code/Mine.dll"));
        var read = Read(Good.Replace("  builtinTunerName: RegularizedEvolutionTuner", $"{fields}\n  className: Mine.Tuner", StringComparison.Ordinal)).Tuner;
        Assert.Equal((null, _folder.At("code/Mine.dll"), "Mine.Tuner", """{"population_size":20}"""), (read.Name, read.Assembly, read.ClassName, read.Arguments!.ToJsonString()));
    }

    [Fact]
    public void Tuner_of_ones_own_is_tried_before_anything_is_made()
    {
        var configuration = Read(Good.Replace("gpuIndices: 0,2", "", StringComparison.Ordinal)) with { Tuner = Own(typeof(Tests.Running.Climber)) };
        ConfiguredExperiment.Create(configuration, _folder.At("experiment"), "own", TimeProvider.System).Dispose();
        var error = Assert.Throws<ExperimentException>(() => ConfiguredExperiment.Create(configuration with { Tuner = Own(typeof(TemporaryFolder)) }, _folder.At("other"), "other"));
        Assert.Contains("TemporaryFolder does not implement", error.Message);
        Assert.False(Directory.Exists(_folder.At("other")));
    }

    [Fact]
    public void Argument_that_the_tuner_does_not_have_is_refused_before_anything_is_made()
    {
        var configuration = Read(Good.Replace("population_size", "populace", StringComparison.Ordinal)
            .Replace("gpuIndices: 0,2", "", StringComparison.Ordinal));
        Assert.Contains("populace", Assert.Throws<TunerException>(() => ConfiguredExperiment.Create(configuration, _folder.At("experiment"), "x")).Message);
        Assert.False(Directory.Exists(_folder.At("experiment")));
    }

    private static TunerConfiguration Own(Type type) => new() { Assembly = type.Assembly.Location, ClassName = type.FullName };

    private ExperimentConfiguration Read(string text)
    {
        File.WriteAllText(_folder.At("config.yml"), text);
        return ConfigurationFile.Read(_folder.At("config.yml"));
    }
}
