using NasSharp.OneShot.Cdarts;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Cdarts;

[Collection(nameof(ProcessWide))]
public sealed class EvaluationNetworkTests
{
    [Fact]
    public void Derived_anew_it_keeps_the_weights_of_what_left_and_trains_what_stayed()
    {
        using var scope = torch.NewDisposeScope();
        using var model = new TinySupernet(dropout: 0);
        var space = SearchSpace.Of(model);
        Architecture Of(int deep) => new(space, new Dictionary<string, Decision> { ["node.0"] = Decision.One(deep), ["node.1"] = Decision.One(2), ["node.pick"] = Decision.One(0) });
        var batches = TinyData.Train().CreateLoader(new LoaderOptions { BatchSize = 8, Workers = 0 });
        using var network = new EvaluationNetwork(model, Objectives.Classification(model), batches, new CdartsOptions { BatchSize = 8, EvaluationLearningRate = 0.1 },
            new ForwardPrecision(MixedPrecision.Off, torch.CPU));

        Dictionary<string, string> Weights() => model.named_parameters().ToDictionary(p => p.name, p => Bits.Of([KeyValuePair.Create(p.name, (torch.Tensor)p.parameter)]));
        HashSet<string> Train(Architecture architecture)
        {
            var before = Weights();
            network.Become(architecture);
            network.TrainAlone((_, _) => { }, default);
            return [.. Weights().Where(w => before[w.Key] != w.Value).Select(w => w.Key)];
        }

        // The convolution of both places with the key 'node.0', then the skip in their place, then the convolution again.
        var first = Train(Of(deep: 0));
        var second = Train(Of(deep: 2));
        Assert.Contains("edge0.conv.conv.weight", first);
        Assert.DoesNotContain(second, n => n.StartsWith("edge0", StringComparison.Ordinal) || n.StartsWith("again", StringComparison.Ordinal));
        Assert.Superset(new HashSet<string> { "stem.conv.weight", "head.weight" }, second);
        Assert.Equal(first, Train(Of(deep: 0)));
    }
}
