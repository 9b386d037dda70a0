using System.Text.Json;
using NasSharp.Cli.Tests.Commands;
using NasSharp.Torch;

namespace NasSharp.Cli.Tests.Gpu;

/// <summary>
/// Work on a GPU. The test run repeats these tests, and those of all algorithms, with <c>native/tests/pretend_gpu</c> preloaded; where there is a GPU they run on it.
/// </summary>
public class GpuTests
{
    private const string Reason = "no GPU here";

    [Fact]
    public void Tensors_of_the_processor_and_of_the_gpu_are_not_mixed()
    {
        Assert.SkipUnless(torch.cuda.is_available(), Reason);
        using var scope = torch.NewDisposeScope();
        var there = torch.ones(3, device: torch.CUDA);

        Assert.Equal(6, (there + there).sum().ToSingle());
        Assert.Equal([1f, 1f, 1f], there.cpu().data<float>().ToArray());
        Assert.Contains("two devices", Assert.Throws<TorchException>(() => there + torch.ones(3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_learns_the_same_as_on_the_processor()
    {
        Assert.SkipUnless(torch.cuda.is_available(), Reason);
        using var folder = new TemporaryFolder();

        var there = Losses(folder["there"], "cuda");

        Assert.NotEmpty(there);
        Assert.All(Losses(folder["here"], "cpu").Zip(there), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Fact]
    public void Search_in_bfloat16_ends_and_goes_on_in_bfloat16()
    {
        Assert.SkipUnless(torch.cuda.is_available(), Reason);
        using var folder = new TemporaryFolder();
        var search = new TestWorld();

        Assert.Equal((0, ""), (search.Run(["search", .. TinySearch.Options, "--epochs", "1", "--precision", "bfloat16", "--device", "cuda", "--output", folder["run"]]), search.Error));

        Assert.Contains("bfloat16", File.ReadAllText(folder["run/nasctl.json"]), StringComparison.Ordinal);
        Assert.NotEqual(Losses(folder["float32"], "cuda"), LossesOf(folder["run"]));
    }

    [Fact]
    public void Gpu_that_is_not_there_is_named()
    {
        var world = new TestWorld();

        Assert.Equal(2, world.Run("search", "--device", "cuda:7"));

        Assert.Equal(torch.cuda.is_available()
            ? $"nasctl: --device cuda:7: this machine has {torch.cuda.device_count()}, counted from cuda:0\n"
            : "nasctl: --device cuda:7: libtorch finds no GPU here ('nasctl doctor' says why); use --device cpu\n", world.Error);
    }

    [Theory]
    [InlineData("nasctl: --device 'gpu' is unknown: it is one of auto, cpu, cuda, and cuda:N with N from 0\n", "--device", "gpu")]
    [InlineData("nasctl: --device 'cuda:-1' is unknown: it is one of auto, cpu, cuda, and cuda:N with N from 0\n", "--device", "cuda:-1")]
    [InlineData("nasctl: --precision bfloat16 is for GPUs, and this run is on cpu; leave it out, or choose the GPU with --device cuda\n", "--precision", "bfloat16", "--device", "cpu")]
    public void Device_that_does_not_exist_is_refused(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        Assert.Equal(2, world.Run(["search", .. TinySearch.Options, .. options, "--output", folder["run"]]));

        Assert.StartsWith(message.TrimEnd('\n'), world.Error, StringComparison.Ordinal);
    }

    private static double[] Losses(string run, string device)
    {
        var world = new TestWorld();
        Assert.Equal((0, ""), (world.Run(["search", .. TinySearch.Options, "--epochs", "1", "--device", device, "--output", run]), world.Error));
        return LossesOf(run);
    }

    // Of the training and of the validation that follows it.
    private static double[] LossesOf(string run)
    {
        var losses = new List<double>();
        foreach (var line in File.ReadLines(Path.Combine(run, "metrics.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("values").TryGetProperty("loss", out var loss))
                losses.Add(loss.GetDouble());
        }
        return [.. losses];
    }
}
