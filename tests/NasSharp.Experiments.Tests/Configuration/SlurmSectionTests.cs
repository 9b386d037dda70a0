using NasSharp.Experiments.Configuration;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Store;

namespace NasSharp.Experiments.Tests.Configuration;

public sealed class SlurmSectionTests : IDisposable
{
    private const string Good = """
        experimentName: a
        trialConcurrency: 64
        maxTrialDuration: 10m
        searchSpacePath: space.json
        trainingService: slurm
        tuner: {builtinTunerName: random}
        trial:
          command: python3 train.py
          cpuNum: 4
          gpuNum: 2
          memoryMB: 9000
        slurmConfig:
          partition: gpu
          account: team
          time: "8:00:00"
          options: ["--qos=short", "--constraint=a100"]
          setup: |
            module load cuda
            source env/bin/activate
          container: apptainer exec --nv image.sif
          mode: pool
          trials: warm
          workers: 16
          transport: folder
          address: login1
          onStop: cancel

        """;

    private readonly TemporaryFolder _folder = new();

    public SlurmSectionTests() => File.Copy(Repository.At("samples", "AnyLanguage", "space.json"), _folder.At("space.json"));

    [Fact]
    public void Section_becomes_options_of_the_service()
    {
        var read = ExperimentConfiguration.FromJson(Read(Good).ToJson());
        var options = SlurmSection.Options(read, read.Slurm!, "id", "/experiment");
        Assert.Equal((SlurmMode.Pool, SlurmTrialKind.Warm, SlurmTransport.Folder, 16, true), (options.Mode, options.TrialKind, options.Transport, options.MaxWorkers, options.CancelOnStop));
        Assert.Equal(("gpu", "team", "8:00:00", "9000M", "gpu:2", 4), (options.Partition, options.Account, options.Time, options.Memory, options.Gres, options.Cores));
        Assert.Equal(["--qos=short", "--constraint=a100"], options.ExtraOptions);
        Assert.Equal("module load cuda\nsource env/bin/activate\n", options.Setup);
        Assert.Equal(("apptainer exec --nv image.sif", "login1"), (options.Container, options.Address));
        Assert.Equal(TimeSpan.FromSeconds(610), options.Draining);
    }

    [Fact]
    public void Section_may_be_missing() => Assert.Equal(SlurmMode.Auto, Read(Good[..Good.IndexOf("slurmConfig", StringComparison.Ordinal)]).Slurm!.Mode);

    [Theory]
    [InlineData("mode: pool", "mode: many", "'slurmConfig.mode' is 'many'; known are auto, job, pool")]
    [InlineData("--qos=short", "--array=1-4", "has '--array=1-4', which is nasctl's to set")]
    [InlineData("--qos=short", "qos=short", "which is no option of sbatch")]
    [InlineData("partition: gpu", "queue: gpu", "'slurmConfig.queue' is unknown")]
    [InlineData("trainingService: slurm", "trainingService: local", "'slurmConfig' is not supported: trials run on this machine")]
    [InlineData("slurmConfig:", "localConfig: {}\nslurmConfig:", "'localConfig' is not supported: trials run on a cluster")]
    [InlineData("trainingService: slurm", "trainingService: slurm\ntrainingServicePlatform: local", "keep one")]
    public void What_is_wrong_is_named(string replaced, string by, string expected) =>
        Assert.Contains(expected, Assert.Throws<ExperimentException>(() => Read(Good.Replace(replaced, by, StringComparison.Ordinal))).Message);

    public void Dispose() => _folder.Dispose();

    private ExperimentConfiguration Read(string text)
    {
        File.WriteAllText(_folder.At("config.yml"), text);
        return ConfigurationFile.Read(_folder.At("config.yml"));
    }
}
