using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Zoo.Enas;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo.Enas;

public class EnasCountTests
{
    [Fact]
    public void Macro_model_has_NNIs_parameters_and_mutables()
    {
        var model = new EnasMacroModel();
        Assert.Equal(302_770, model.parameters().Sum(p => p.numel()));
        var space = SearchSpace.Of(model);
        Assert.Equal(12, space.Scopes.Count);
        Assert.Equal(12, space.Choices.Count(c => c.Kind == ChoiceKind.LayerChoice));
        Assert.Equal(11, space.Choices.Count(c => c.Kind == ChoiceKind.InputChoice));
        Assert.All(space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice), c => Assert.Equal(6, c.Candidates.Count));
        Assert.Equal(["layer_0", "layer_1", "layer_2"], space.Choices.Where(c => c.Kind == ChoiceKind.InputChoice).ElementAt(2).Candidates);
        Assert.All(space.Choices.Where(c => c.Kind == ChoiceKind.InputChoice), c => Assert.Null(c.ChosenCount));
    }

    // 6^12 operations times 2^66 skips: section 2.3 of the paper says 1.6 * 10^29.
    [Fact]
    public void Macro_space_is_as_large_as_the_papers()
        => Assert.Equal(System.Numerics.BigInteger.Pow(6, 12) * System.Numerics.BigInteger.Pow(2, 66), SearchSpace.Of(new EnasMacroModel()).Count());

    [Fact]
    public void Micro_layer_has_NNIs_mutables_and_keys()
    {
        var space = SearchSpace.Of(new EnasMicroLayer(5, 60, 60, 20, reduction: false));
        Assert.Equal(25, space.Choices.Count + space.Scopes.Count);
        Assert.Equal(["normal_node_0_x_input", "normal_node_0_x_op", "normal_node_0_y_input", "normal_node_0_y_op"], space.Keys.Take(4));
        Assert.Equal(["normal_node_0", "normal_node_1", "normal_node_2", "normal_node_3", "normal_node_4"], space.Scopes.Select(s => s.Key));
        Assert.Equal(["", "", "normal_node_0", "normal_node_1"], space["normal_node_2_y_input"].Candidates);
        Assert.Equal(1, space["normal_node_2_y_input"].ChosenCount);
        Assert.Equal(["0", "1", "2", "3", "4"], space["normal_node_2_y_op"].Candidates);
    }

    [Fact]
    public void Micro_network_has_two_searched_cells_and_reduces_twice()
    {
        var network = new EnasMicroNetwork(new EnasMicroOptions { Channels = 4 });
        var space = SearchSpace.Of(network);
        Assert.Equal(2 * 20, space.Choices.Count);
        Assert.Equal(10, space.Scopes.Count);
        Assert.Equal(8, network.Cells.Count);
        Assert.Equal([2, 5], network.Cells.Index().Where(c => SearchSpace.Of(c.Item).Scopes[0].Key == "reduce_node_0").Select(c => c.Index));
    }

    [Theory]
    [InlineData(2, 24, 3, 10, 0.0, "Layers is 2")]
    [InlineData(3, 1, 3, 10, 0.0, "Channels is 1")]
    [InlineData(3, 24, 0, 10, 0.0, "InputChannels is 0")]
    [InlineData(3, 24, 3, 0, 0.0, "Classes is 0")]
    [InlineData(3, 24, 3, 10, 1.0, "Dropout is 1")]
    public void Macro_options_out_of_range_are_refused_by_name(int layers, int channels, int inputs, int classes, double dropout, string message)
    {
        var options = new EnasMacroOptions { Layers = layers, Channels = channels, InputChannels = inputs, Classes = classes, Dropout = dropout };
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => new EnasMacroModel(options)).Message);
    }

    [Theory]
    [InlineData(0, 5, 20, 3, "Layers is 0")]
    [InlineData(6, 0, 20, 3, "Nodes is 0")]
    [InlineData(6, 5, 1, 3, "Channels is 1")]
    [InlineData(6, 5, 20, 0, "StemMultiplier is 0")]
    public void Micro_options_out_of_range_are_refused_by_name(int layers, int nodes, int channels, int stem, string message)
    {
        var options = new EnasMicroOptions { Layers = layers, Nodes = nodes, Channels = channels, StemMultiplier = stem };
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => new EnasMicroNetwork(options)).Message);
    }

    [Fact]
    public void Macro_layer_with_differing_channels_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => new EnasMacroLayer("layer_1", ["layer_0"], 12, 24));
        Assert.Contains("'layer_1'", error.Message);
        Assert.Contains("inChannels = 12 and outChannels = 24", error.Message);
    }
}
