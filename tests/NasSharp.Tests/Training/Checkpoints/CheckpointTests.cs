using System.Text.Json.Nodes;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Serialization;
using NasSharp.Training.Checkpoints;

namespace NasSharp.Tests.Training.Checkpoints;

[Collection(nameof(ProcessWide))]
public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-checkpoint-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    private static Checkpoint Make(float value)
    {
        var checkpoint = new Checkpoint();
        var model = checkpoint.Add("model");
        model.Tensors.Add("cells.0.weight", torch.tensor([value, float.NaN, -0f]));
        var counters = checkpoint.Add("counters");
        counters.Values["step"] = 7L;
        counters.PutNumbers("rates", [new("lr", 0.1 + 0.2), new("best", double.PositiveInfinity)]);
        return checkpoint;
    }

    [Fact]
    public void Read_gives_back_tensors_and_numbers_to_the_last_bit()
    {
        using var scope = torch.NewDisposeScope();
        Make(1.5f).Write(At("c"));
        using var read = Checkpoint.Read(At("c"));
        Assert.Equal([1.5f, float.NaN, -0f], read["model"].Tensors["cells.0.weight"].to_array<float>());
        Assert.Equal(7, read["counters"].Get<long>("step"));
        Assert.Equal([0.1 + 0.2, double.PositiveInfinity], read["counters"].GetNumbers("rates").Values);
    }

    [Fact]
    public void Write_gives_an_ordinary_safetensors_file()
    {
        using var scope = torch.NewDisposeScope();
        Make(1.5f).Write(At("c"));
        using var file = SafetensorsFile.Open(At("c"));
        Assert.Equal(["model/cells.0.weight"], file.Entries.Select(e => e.Name));
        Assert.Equal(7, JsonNode.Parse(file.Metadata["section.counters"])!["step"]!.GetValue<long>());
    }

    [Fact]
    public void Read_of_a_file_with_any_one_bit_flipped_says_that_it_is_damaged()
    {
        using var scope = torch.NewDisposeScope();
        Make(1.5f).Write(At("c"));
        var bytes = File.ReadAllBytes(At("c"));
        for (var bit = 0; bit < bytes.Length * 8; bit += 3)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(At("d"), damaged);
            var error = Assert.Throws<CheckpointException>(() => Checkpoint.Read(At("d")));
            Assert.StartsWith(At("d"), error.Message);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public void Read_of_a_file_cut_anywhere_says_that_it_is_damaged()
    {
        using var scope = torch.NewDisposeScope();
        Make(1.5f).Write(At("c"));
        var bytes = File.ReadAllBytes(At("c"));
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(At("d"), bytes[..length]);
            Assert.Throws<CheckpointException>(() => Checkpoint.Read(At("d")));
        }
    }

    [Fact]
    public void Read_of_weights_that_are_no_checkpoint_says_so()
    {
        using var scope = torch.NewDisposeScope();
        Safetensors.Save(At("w"), [new("a", torch.ones([2]))]);
        Assert.Contains("not a checkpoint", Assert.Throws<CheckpointException>(() => Checkpoint.Read(At("w"))).Message);
    }

    [Fact]
    public void Read_then_Dispose_leaves_no_tensor_behind()
    {
        using var scope = torch.NewDisposeScope();
        Make(1.5f).Write(At("c"));
        ProcessWide.FreeForgottenTensors();
        var before = torch.Tensor.LiveCount;
        Checkpoint.Read(At("c")).Dispose();
        Assert.Equal(before, torch.Tensor.LiveCount);
    }

    [Fact]
    public void Section_that_is_missing_is_named_with_those_there_are()
    {
        using var scope = torch.NewDisposeScope();
        var error = Assert.Throws<CheckpointException>(() => Make(1)["mutator"]);
        Assert.Contains("'mutator'", error.Message);
        Assert.Contains("model, counters", error.Message);
    }

    [Fact]
    public void Store_keeps_the_last_two()
    {
        using var scope = torch.NewDisposeScope();
        var store = new CheckpointStore(At("store"));
        foreach (var step in (long[])[10, 20, 30])
            store.Write(Make(step), step);
        Assert.Equal(["step-0000000030.safetensors", "step-0000000020.safetensors"], store.Files.Select(Path.GetFileName));
    }

    [Fact]
    public void Store_passes_over_a_damaged_newest_checkpoint_and_says_so_once()
    {
        using var scope = torch.NewDisposeScope();
        var store = new CheckpointStore(At("store"));
        store.Write(Make(10), 10);
        var newest = store.Write(Make(20), 20);
        File.WriteAllBytes(newest, File.ReadAllBytes(newest)[..^1]);
        var lines = new List<string>();
        using var read = store.ReadNewest(lines.Add);
        Assert.Equal(10, read!["model"].Tensors["cells.0.weight"].to_array<float>()[0]);
        Assert.StartsWith(newest, Assert.Single(lines));
    }

    [Fact]
    public void Store_with_damaged_checkpoints_only_tells_what_to_do()
    {
        using var scope = torch.NewDisposeScope();
        var store = new CheckpointStore(At("store"));
        File.WriteAllText(store.Write(Make(10), 10), "nonsense");
        Assert.Contains("start in a new folder", Assert.Throws<CheckpointException>(() => store.ReadNewest()).Message);
    }

    [Fact]
    public void Store_that_resumed_from_an_older_checkpoint_drops_the_damaged_newer_one()
    {
        using var scope = torch.NewDisposeScope();
        var store = new CheckpointStore(At("store"));
        store.Write(Make(10), 10);
        File.WriteAllText(store.Write(Make(20), 20), "nonsense");
        store.Write(Make(15), 15);
        using var read = store.ReadNewest(line => Assert.Fail(line));
        Assert.Equal(15, read!["model"].Tensors["cells.0.weight"].to_array<float>()[0]);
    }

    [Fact]
    public void Store_without_checkpoints_has_none()
    {
        Assert.Null(new CheckpointStore(At("store")).ReadNewest());
    }
}
