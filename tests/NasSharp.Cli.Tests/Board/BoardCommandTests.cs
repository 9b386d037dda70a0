using System.Text.Json;
using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Tests.Board;

/// <summary><c>nasctl board</c> as a command, and a real search seen through it.</summary>
public sealed class BoardCommandTests
{
    [Fact]
    public async Task Command_prints_its_address_and_ends_at_the_first_interrupt()
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();
        var printed = new FirstLine();
        var running = Serve(world, printed, folder.Path);
        using var client = new HttpClient();
        var url = await Address(printed, running);

        Assert.Contains("\"apiVersion\":1", await client.GetStringAsync($"{url}api/v1/meta", TestContext.Current.CancellationToken));
        world.Interrupts.Raise();
        Assert.Equal((0, ""), (await running, world.Error));
    }

    [Theory]
    [InlineData(2, "--port", "70000")]
    [InlineData(2, "--address", "everywhere")]
    [InlineData(3, "no/such/folder")]
    [InlineData(3, "zzzz")]
    public void Wrong_argument_ends_with_one_line(int exit, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld { Variables = { ["NASCTL_HOME"] = folder.Path } };

        Assert.Equal(exit, world.Run(["board", .. arguments]));
        Assert.Single(world.Error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("darts", "weights")]
    [InlineData("enas", "visits")]
    public async Task Search_can_be_seen_as_a_graph_with_weights_over_time(string algorithm, string kind)
    {
        using var folder = new TemporaryFolder();
        var search = new TestWorld();
        string[] small = algorithm == "enas" ? ["--space", "enas-micro", "--nodes", "1", "--set", "controller-steps=2,candidates=2,recalibration-batches=1"] : ["--nodes", "1", "--warmup-epochs", "0"];
        Assert.Equal((0, ""), (search.Run(["search", "--algorithm", algorithm, "--train-images", "40", "--image-size", "8", "--channels", "2", "--cells", "3", "--epochs", "2", "--batch-size", "2", .. small,
            "--output", folder["run"]]), search.Error));
        var world = new TestWorld();
        var printed = new FirstLine();
        var running = Serve(world, printed, folder["run"]);
        using var client = new HttpClient { BaseAddress = new Uri(await Address(printed, running)) };
        async Task<JsonElement> Get(string path) => JsonDocument.Parse(await client.GetStringAsync("api/v1/" + path, TestContext.Current.CancellationToken)).RootElement;

        var id = (await Get("sources")).GetProperty("items")[0].GetProperty("id").GetString();
        var supernet = await Get($"runs/{id}/supernet");
        var weights = JsonDocument.Parse((await client.GetStringAsync($"api/v1/runs/{id}/weights", TestContext.Current.CancellationToken)).Split('\n')[0]).RootElement;
        var middle = await Get($"runs/{id}/architecture?step=10");

        Assert.True(supernet.GetProperty("complete").GetBoolean(), supernet.GetProperty("notes").ToString());
        Assert.Equal((kind, kind), (supernet.GetProperty("kind").GetString(), weights.GetProperty("kind").GetString()));
        Assert.Equal(supernet.GetProperty("choices").EnumerateArray().Select(c => c.GetProperty("key").GetString()), weights.GetProperty("choices").EnumerateArray().Select(c => c.GetProperty("key").GetString()));
        Assert.Equal(20, weights.GetProperty("steps").EnumerateArray().Last().GetInt64());
        Assert.Equal("weights", middle.GetProperty("source").GetString());
        Assert.True((await Get($"runs/{id}/health")).GetProperty("available").GetBoolean());
        world.Interrupts.Raise();
        Assert.Equal(0, await running);
    }

    private static Task<int> Serve(TestWorld world, FirstLine printed, string folder) =>
        Task.Run(() => NasCtl.RunAsync(["board", folder, "--port", "0"], world.Surroundings with { Out = printed }), TestContext.Current.CancellationToken);

    private static async Task<string> Address(FirstLine printed, Task<int> running)
    {
        await Task.WhenAny(printed.Text, running).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.False(running.IsCompleted);
        return (await printed.Text).Split(' ')[^1];
    }

    // The command writes from a thread of its own.
    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _text = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Text => _text.Task;

        public override void WriteLine(string? value) => _text.TrySetResult(value ?? "");
    }
}
