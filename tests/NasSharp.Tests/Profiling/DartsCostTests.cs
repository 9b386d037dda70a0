using NasSharp.Profiling;
using NasSharp.Spaces;
using NasSharp.Zoo.Darts;

namespace NasSharp.Tests.Profiling;

public class DartsCostTests
{
    private const string V1 = """
        sep_conv_3x3,1 sep_conv_3x3,0 skip_connect,0 sep_conv_3x3,1 skip_connect,0 sep_conv_3x3,1 sep_conv_3x3,0 skip_connect,2
        max_pool_3x3,0 max_pool_3x3,1 skip_connect,2 max_pool_3x3,0 max_pool_3x3,0 skip_connect,2 skip_connect,2 avg_pool_3x3,0
        """;

    private const string V2 = """
        sep_conv_3x3,0 sep_conv_3x3,1 sep_conv_3x3,0 sep_conv_3x3,1 sep_conv_3x3,1 skip_connect,0 skip_connect,0 dil_conv_3x3,2
        max_pool_3x3,0 max_pool_3x3,1 skip_connect,2 max_pool_3x3,1 max_pool_3x3,0 skip_connect,2 skip_connect,2 max_pool_3x3,1
        """;

    // Counts made with the authors' own PyTorch networks: multiply-adds of convolutions and linear layers for one 32x32 image, no auxiliary head.
    [Theory]
    [InlineData(V1, 36, 20, 10, 3_169_414, 500_987_520)]
    [InlineData(V1, 16, 8, 10, 232_890, 41_355_776)]
    [InlineData(V2, 16, 8, 10, 246_106, 43_444_736)]
    public void Published_cells_cost_what_the_authors_networks_cost(string genotype, int channels, int cells, int classes, long parameters, long flops)
    {
        using var model = new DartsStackedCells(new DartsNetworkOptions { Channels = channels, Cells = cells, Classes = classes, Phase = DartsPhase.Retraining });
        FixedArchitecture.Apply(model, Read(genotype, SearchSpace.Of(model)));

        var profile = Profiler.Profile(model, 1, 3, 32, 32);

        Assert.True(profile.OnMeta);
        Assert.Equal(parameters, profile.Parameters);
        Assert.Equal(flops, profile.Flops);
    }

    // Two lines of (operation,input) pairs, two pairs for each node: the normal and the reducing cell.
    private static Architecture Read(string genotype, SearchSpace space)
    {
        var decisions = space.Choices.ToDictionary(c => c.Key, _ => Decision.One(0));
        foreach (var (line, cell) in genotype.Split('\n', StringSplitOptions.RemoveEmptyEntries).Zip(["normal", "reduce"]))
        {
            foreach (var (index, node) in line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(2).Index())
            {
                var pairs = node.Select(pair => pair.Trim().Split(',')).Select(pair => (operation: Name(pair[0]), input: int.Parse(pair[1]))).ToList();
                foreach (var (operation, input) in pairs)
                {
                    var choice = space[$"{cell}_n{index + 2}_p{input}"];
                    decisions[choice.Key] = Decision.One(choice.Candidates.ToList().IndexOf(operation));
                }
                decisions[$"{cell}_n{index + 2}_switch"] = Decision.Many(pairs.Select(p => p.input));
            }
        }
        return new Architecture(space, decisions);
    }

    private static string Name(string published) => published switch
    {
        "max_pool_3x3" => "maxpool",
        "avg_pool_3x3" => "avgpool",
        "skip_connect" => "skipconnect",
        _ => published.Replace("_", "", StringComparison.Ordinal),
    };
}
