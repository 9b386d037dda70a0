using System.Text.Json;

namespace NasSharp.Cli.Tests.Board;

/// <summary><c>nasctl board</c> as a command, and a real search seen through it.</summary>
public sealed class BoardCommandTests
{
    [Fact]
    public async Task Command_prints_its_address_and_ends_at_the_first_interrupt()
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();
        var running = Task.Run(() => world.Run("board", folder.Path, "--port", "0"), TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        var url = await Printed(world, running);

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
        var running = Task.Run(() => world.Run("board", folder["run"], "--port", "0"), TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(await Printed(world, running)) };
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

    private static async Task<string> Printed(TestWorld world, Task<int> running)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!world.Out.Contains('\n'))
        {
            Assert.False(running.IsCompleted, world.Error);
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
        return world.Out.Trim().Split(' ')[^1];
    }
}
