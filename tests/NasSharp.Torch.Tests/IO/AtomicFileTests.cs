using NasSharp.Torch.IO;

namespace NasSharp.Torch.Tests.IO;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-atomic-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    [Fact]
    public void WriteAllText_in_a_folder_that_does_not_exist_makes_it()
    {
        var path = At("a/b/c.json");
        AtomicFile.WriteAllText(path, "{\"ä\":1}");
        Assert.Equal("{\"ä\":1}"u8.ToArray(), File.ReadAllBytes(path));
    }

    [Fact]
    public void Write_over_an_old_file_replaces_all_of_it()
    {
        var path = At("x.bin");
        AtomicFile.WriteAllBytes(path, new byte[1000]);
        AtomicFile.WriteAllBytes(path, [1, 2, 3]);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_that_throws_midway_keeps_the_old_file_and_leaves_no_temporary()
    {
        var path = At("x.bin");
        AtomicFile.WriteAllBytes(path, [7]);
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new InvalidOperationException("disk on fire");
        }));
        Assert.Equal([7], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Write_before_it_ends_shows_readers_the_old_content()
    {
        var path = At("x.txt");
        AtomicFile.WriteAllText(path, "old");
        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
        });
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void Write_to_a_link_replaces_the_file_behind_it()
    {
        AtomicFile.WriteAllText(At("real.txt"), "old");
        File.CreateSymbolicLink(At("link.txt"), At("real.txt"));
        AtomicFile.WriteAllText(At("link.txt"), "new");
        Assert.Equal("new", File.ReadAllText(At("real.txt")));
        Assert.NotNull(new FileInfo(At("link.txt")).LinkTarget);
    }

    [Fact]
    public void Write_with_the_longest_legal_name_succeeds()
    {
        var path = At(new string('n', 255));
        AtomicFile.WriteAllText(path, "x");
        Assert.Equal("x", File.ReadAllText(path));
    }

    [Fact]
    public void Write_to_a_folder_says_so()
    {
        var error = Assert.Throws<IOException>(() => AtomicFile.WriteAllText(_folder, "x"));
        Assert.Contains("it is a folder", error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Write_by_many_threads_ends_with_one_of_their_contents()
    {
        var path = At("shared.txt");
        Parallel.For(0, 32, i => AtomicFile.WriteAllText(path, new string((char)('a' + i % 26), 50_000)));
        var text = File.ReadAllText(path);
        Assert.Equal(50_000, text.Length);
        Assert.Single(text.Distinct());
        Assert.Single(Directory.GetFiles(_folder));
    }
}
