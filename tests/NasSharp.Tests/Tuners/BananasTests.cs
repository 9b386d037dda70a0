using NasSharp.Benchmarks.NasBench201;
using NasSharp.Spaces;
using NasSharp.Training;
using NasSharp.Tuners.Bananas;

namespace NasSharp.Tests.Tuners;

public sealed class BananasTests
{
    [Fact]
    public void Paths_of_a_cell_are_counted_once_for_each_chain_of_operations()
    {
        var map = PathFeatures.TryMake(NasBench201Space.Space, limit: 0)!;
        Assert.Equal(5 + 25 + 125, map.Length);
        // 0-3; 0-1-3 and 0-2-3; 0-1-2-3: with operation 4 everywhere the two of length 2 are one chain.
        var all4 = new Architecture(NasBench201Space.Space, NasBench201Space.Keys.Select(k => KeyValuePair.Create(k, Decision.One(4))));
        Assert.Equal([4, 5 + 24, 30 + 124], map.Ones(all4).Order());
        Assert.Equal([4, 29], PathFeatures.TryMake(NasBench201Space.Space, limit: 40)!.Ones(all4).Order());
    }

    [Fact]
    public void Spaces_without_edges_are_encoded_by_their_decisions()
    {
        Assert.Null(PathFeatures.TryMake(TunerSpaces.Mixed, 0));
        var space = TunerSpaces.Mixed;
        var map = FeatureMap.For(space, ArchitectureEncoding.Automatic, 0);
        Assert.Equal(space.Choices.Sum(c => c.Candidates.Count), map.Length);
        var first = space.First();
        Assert.Equal(first.Decisions.Sum(d => d.Value.Selected.Count), map.Ones(first).Length);
        Assert.Contains("Encoding", Assert.Throws<ArgumentException>(() => FeatureMap.For(space, ArchitectureEncoding.Paths, 0)).Message);
    }

    [Fact]
    public void A_network_learns_a_sum_of_its_inputs()
    {
        var random = new RandomStream(4);
        var inputs = Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 12).Where(_ => random.Next(2) == 0).ToArray()).ToList();
        var network = new PredictorNetwork(12, 2, 20, random);
        network.Train(inputs, [.. inputs.Select(Target)], 100, 0.01, random);
        int[] unseen = [0, 3, 5, 11];
        Assert.Equal(Target(unseen), network.Predict(unseen), 0.3); // targets range over about 3

        static double Target(int[] ones) => ones.Sum(o => o % 3 - 1) * 0.5;
    }

    [Fact]
    public void A_small_step_of_a_network_lessens_the_error()
    {
        // A small step on one sample lessens its error.
        var before = new PredictorNetwork(3, 2, 4, new RandomStream(1));
        var loss = Squared(before);
        before.Train([[0, 2]], [5.0], 1, 1e-4, new RandomStream(2));
        Assert.True(Squared(before) < loss);

        static double Squared(PredictorNetwork network) => Math.Pow(network.Predict([0, 2]) - 5, 2);
    }
}
