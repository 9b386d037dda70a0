using NasSharp.Training.Runs;

namespace NasSharp.Tests.Training.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_of_a_folder_in_use_names_it()
    {
        using var first = RunFolder.Open(Path.Combine(_folder, "run"));
        var error = Assert.Throws<RunFolderException>(() => RunFolder.Open(Path.Combine(_folder, "run")));
        Assert.Contains(Path.Combine(_folder, "run"), error.Message);
    }

    [Fact]
    public void Open_after_the_first_run_ended_succeeds()
    {
        RunFolder.Open(_folder).Dispose();
        using var second = RunFolder.Open(_folder);
        Assert.Equal(Path.Combine(_folder, "metrics.jsonl"), second.Metrics);
    }

    [Fact]
    public void Open_of_a_path_that_is_a_file_says_that_it_cannot_be_used()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Assert.Contains("cannot be used", Assert.Throws<RunFolderException>(() => RunFolder.Open(file)).Message);
    }
}
