using NasSharp.Experiments.Configuration;
using NasSharp.Experiments.Store;

namespace NasSharp.Experiments.Tests.Configuration;

/// <summary>The table in docs/experiments.md of what is read and refused of NNI's files, row by row against the reader.</summary>
public sealed class DocumentedFieldsTests : IDisposable
{
    // Of NNI 1.9's schema, its builtin tuners and its platforms.
    private static readonly string[] OfNni =
    [
        "authorName", "experimentName", "description", "trialConcurrency", "maxExecDuration", "maxTrialNum", "trainingServicePlatform: local", "remote", "pai", "paiYarn", "kubeflow",
        "frameworkcontroller", "dlts", "aml", "searchSpacePath", "useAnnotation", "multiPhase", "multiThread", "nniManagerIp", "logDir", "debug", "versionCheck", "logLevel", "logCollection",
        "tuner:", "assessor:", "advisor:", "builtinTunerName", "codeDir", "classFileName", "className", "classArgs", "gpuIndices", "includeIntermediateResults", "trial:", "command", "gpuNum", "nasMode",
        "localConfig", "maxTrialNumPerGpu", "useActiveGpu", "machineList", "remoteConfig", "paiConfig", "paiYarnConfig", "kubeflowConfig", "frameworkcontrollerConfig", "dltsConfig", "amlConfig",
        "TPE", "Random", "Anneal", "Evolution", "BatchTuner", "GridSearch", "NetworkMorphism", "MetisTuner", "GPTuner", "PBTTuner", "RegularizedEvolutionTuner", "SMAC", "BOHB", "PPOTuner",
    ];

    private static readonly Dictionary<string, string> Least = new(StringComparer.Ordinal)
    {
        ["experimentName"] = "experimentName: least",
        ["trialConcurrency"] = "trialConcurrency: 1",
        ["searchSpacePath"] = "searchSpacePath: space.json",
        ["tuner"] = "tuner: {builtinTunerName: random}",
        ["trial"] = "trial: {command: 'true'}",
    };

    private readonly TemporaryFolder _folder = new();

    public DocumentedFieldsTests()
    {
        File.Copy(Repository.At("samples", "AnyLanguage", "space.json"), _folder.At("space.json"));
        File.WriteAllText(_folder.At("Mine.dll"), "");
        File.WriteAllText(_folder.At("mine.py"), "");
    }

    public static TheoryData<string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var line in File.ReadLines(Repository.At("docs", "experiments.md")).SkipWhile(l => !l.StartsWith("| NNI's field", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|')))
            {
                var cells = line.Split('|', StringSplitOptions.TrimEntries);
                rows.Add(cells[1].Trim('`'), cells[2], cells[3]);
            }
            return rows;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Rows))]
    public void Field_is_treated_as_the_table_says(string example, string treatment, string said)
    {
        var read = Record.Exception(() => Read(example));
        switch (treatment)
        {
            case "read":
                Assert.Null(read);
                break;
            case "no effect":
                Assert.Null(read);
                Assert.Equal(Read("experimentName: least").ToJson(), Read(example).ToJson());
                break;
            default:
                Assert.Equal("refused", treatment);
                Assert.NotEmpty(said);
                var message = Assert.IsType<ExperimentException>(read).Message;
                Assert.Matches(@"config\.yml\([0-9]+\): '", message);
                Assert.Contains(said, message);
                Assert.DoesNotContain('\n', message);
                break;
        }
    }

    [Fact]
    public void Every_field_of_NNI_is_in_the_table()
    {
        var table = string.Join('\n', Rows.Select(r => r.Data.Item1));
        Assert.All(OfNni, name => Assert.Contains(name, table, StringComparison.Ordinal));
    }

    private ExperimentConfiguration Read(string example)
    {
        var fields = new Dictionary<string, string>(Least, StringComparer.Ordinal) { [example[..example.IndexOf(':')]] = example };
        File.WriteAllText(_folder.At("config.yml"), string.Join('\n', fields.Values) + "\n");
        return ConfigurationFile.Read(_folder.At("config.yml"));
    }
}
