using NasSharp.Spaces;

namespace NasSharp.Tests.Zoo.Darts;

/// <summary>Published cells in the authors' notation: two (operation, input) pairs for each node.</summary>
internal sealed record Genotype((string Operation, int Input)[] Normal, (string Operation, int Input)[] Reduce)
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["max_pool_3x3"] = "maxpool", ["avg_pool_3x3"] = "avgpool", ["skip_connect"] = "skipconnect", ["sep_conv_3x3"] = "sepconv3x3",
        ["sep_conv_5x5"] = "sepconv5x5", ["dil_conv_3x3"] = "dilconv3x3", ["dil_conv_5x5"] = "dilconv5x5",
    };

    public static IReadOnlyDictionary<string, Genotype> All { get; } = new Dictionary<string, Genotype>
    {
        ["DARTS_V1"] = Parse(
            "sep_conv_3x3,1 sep_conv_3x3,0 skip_connect,0 sep_conv_3x3,1 skip_connect,0 sep_conv_3x3,1 sep_conv_3x3,0 skip_connect,2",
            "max_pool_3x3,0 max_pool_3x3,1 skip_connect,2 max_pool_3x3,0 max_pool_3x3,0 skip_connect,2 skip_connect,2 avg_pool_3x3,0"),
        ["DARTS_V2"] = Parse(
            "sep_conv_3x3,0 sep_conv_3x3,1 sep_conv_3x3,0 sep_conv_3x3,1 sep_conv_3x3,1 skip_connect,0 skip_connect,0 dil_conv_3x3,2",
            "max_pool_3x3,0 max_pool_3x3,1 skip_connect,2 max_pool_3x3,1 max_pool_3x3,0 skip_connect,2 skip_connect,2 max_pool_3x3,1"),
        ["PC_DARTS_cifar"] = Parse(
            "sep_conv_3x3,1 skip_connect,0 sep_conv_3x3,0 dil_conv_3x3,1 sep_conv_5x5,0 sep_conv_3x3,1 avg_pool_3x3,0 dil_conv_3x3,1",
            "sep_conv_5x5,1 max_pool_3x3,0 sep_conv_5x5,1 sep_conv_5x5,2 sep_conv_3x3,0 sep_conv_3x3,3 sep_conv_3x3,1 sep_conv_3x3,2"),
    };

    public static string NameOf(string operation) => Names[operation];

    public static bool Knows(string operation) => Names.ContainsKey(operation);

    /// <summary>As DARTS exports it: edges that are not taken have no operation. Leaves out the cells that the space does not have.</summary>
    public Architecture In(SearchSpace space) => new(space, Decisions(space, "normal", Normal).Concat(Decisions(space, "reduce", Reduce)));

    private static IEnumerable<KeyValuePair<string, Decision>> Decisions(SearchSpace space, string cell, (string Operation, int Input)[] pairs)
    {
        if (!space.Contains($"{cell}_n2_switch"))
            yield break;
        for (var node = 2; node < 2 + pairs.Length / 2; node++)
        {
            var taken = pairs.Skip(2 * (node - 2)).Take(2).ToArray();
            for (var input = 0; input < node; input++)
            {
                var key = $"{cell}_n{node}_p{input}";
                var pair = taken.Where(t => t.Input == input).ToArray();
                yield return new(key, pair.Length == 0 ? Decision.None : Decision.One(space[key].Candidates.ToList().IndexOf(NameOf(pair[0].Operation))));
            }
            yield return new($"{cell}_n{node}_switch", Decision.Many(taken.Select(t => t.Input)));
        }
    }

    private static Genotype Parse(string normal, string reduce) => new(Pairs(normal), Pairs(reduce));

    private static (string, int)[] Pairs(string text)
        => [.. text.Split(' ').Select(p => p.Split(',')).Select(p => (p[0], int.Parse(p[1])))];
}
