using NasSharp.Benchmarks.NasBench201;
using NasSharp.Drawing;
using NasSharp.Spaces;

namespace NasSharp.Tests.Drawing;

public sealed class ArchitectureDrawingTests
{
    // DARTS_V2 (Liu et al. 2019), normal cell: for each node two operations and where they read.
    private static readonly (string Operation, int Source)[] DartsV2 =
    [
        ("sepconv3x3", 0), ("sepconv3x3", 1), ("sepconv3x3", 0), ("sepconv3x3", 1), ("sepconv3x3", 1), ("skipconnect", 0), ("skipconnect", 0), ("dilconv3x3", 2),
    ];

    [Fact]
    public void A_cell_of_DARTS_shows_the_operations_that_its_nodes_take_and_no_other()
    {
        var normal = ArchitectureDrawing.Diagrams(DrawnSpaces.Get("darts"), Darts())[0];
        Assert.Equal("normal cell", normal.Title);
        Assert.Equal(
            ["cell before > sep conv 3x3 > 0", "cell before > sep conv 3x3 > 1", "cell before > skip connect > 2", "cell before > skip connect > 3",
             "last cell > sep conv 3x3 > 0", "last cell > sep conv 3x3 > 1", "last cell > sep conv 3x3 > 2", "0 > dil conv 3x3 > 3"],
            Passages(normal).OrderBy(p => p.Split(" > ")[0] switch { "cell before" => 0, "last cell" => 1, _ => 2 }));
        Assert.Equal(4, normal.Links.Count(l => normal.Boxes[l.To].Kind == BoxKind.Output));
        Assert.Empty(normal.Notes);
    }

    [Fact]
    public void A_whole_space_shows_every_edge_and_says_what_may_stand_there()
    {
        var diagrams = ArchitectureDrawing.Diagrams(DrawnSpaces.Get("darts"), null);
        Assert.Equal(["normal cell", "reduction cell"], diagrams.Select(d => d.Title));
        Assert.All(diagrams, d => Assert.Equal(14, d.Boxes.Count(b => b.Kind == BoxKind.Undecided)));
        Assert.All(diagrams, d => Assert.Equal(["A: max pool, avg pool, skip connect, sep conv 3x3, sep conv 5x5, dil conv 3x3, dil conv 5x5"], d.Notes));
        Assert.All(diagrams[0].Links, l => Assert.Equal(diagrams[0].Boxes[l.To].Kind != BoxKind.Output, l.Optional));
    }

    [Fact]
    public void Edges_of_NasBench201_without_operation_are_said_and_not_drawn()
    {
        var cell = ArchitectureDrawing.Diagrams(NasBench201Space.Space, NasBench201Space.Parse("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|nor_conv_1x1~0|none~1|avg_pool_3x3~2|"))[0];
        Assert.Equal(["input > conv 3x3 > 1", "1 > skip connect > 2", "input > conv 1x1 > output", "2 > avg pool 3x3 > output"], Passages(cell));
        Assert.Equal(["nothing goes from 0 to 2, 1 to 3 (0 is the input, 3 the output)"], cell.Notes);
    }

    [Fact]
    public void In_a_cell_of_ENAS_what_no_node_takes_goes_to_the_output()
    {
        var space = DrawnSpaces.Get("enas-micro");
        var first = space.First().With("normal_node_3_x_input", Decision.One(2));
        var cell = ArchitectureDrawing.Diagrams(space, first).First(d => d.Title == "normal cell");
        var outputs = cell.Links.Where(l => cell.Boxes[l.To].Kind == BoxKind.Output).Select(l => string.Join(' ', cell.Boxes[l.From].Lines));
        Assert.Equal(["last cell", "1", "2", "3", "4"], outputs); // every branch takes the cell before, one of node 3 takes node 0
        Assert.Equal(10, cell.Boxes.Count(b => b.Lines[0] == "sep conv 3x3"));
    }

    [Fact]
    public void In_a_cell_of_PNAS_all_nodes_go_to_the_output()
    {
        var space = DrawnSpaces.Get("pnas");
        var chained = space.First().With("normal_node_1_x_input", Decision.One(2));
        foreach (var architecture in new[] { null, chained })
        {
            var cell = ArchitectureDrawing.Diagrams(space, architecture).First(d => d.Title == "normal cell");
            Assert.Equal(["0", "1", "2", "3", "4"], cell.Links.Where(l => cell.Boxes[l.To].Kind == BoxKind.Output && !l.Optional).Select(l => cell.Boxes[l.From].Lines[0]));
        }
    }

    [Fact]
    public void Layers_of_ENAS_are_added_where_they_are_chosen()
    {
        var space = DrawnSpaces.Get("enas-macro");
        var architecture = new Architecture(space, space.Choices.Select(c => KeyValuePair.Create(c.Key, c.Kind == ChoiceKind.LayerChoice ? Decision.One(4) : c.Key == "layers.3.skip" ? Decision.Many(0, 1) : Decision.None)));
        var network = ArchitectureDrawing.Diagrams(space, architecture)[0];
        var third = Assert.Single(network.Boxes.Index(), b => b.Item.Small == "layer 3").Index;
        Assert.Equal(["layer 2 Through", "layer 0 Above", "layer 1 Above"], network.Links.Where(l => l.To == third).Select(l => $"{network.Boxes[l.From].Small} {l.Side}"));
        Assert.Equal(2, network.Links.Count(l => l.Side != LinkSide.Through));
        Assert.Equal(12, network.Boxes.Count(b => string.Join(' ', b.Lines) == "avg pool 3x3"));
    }

    [Fact]
    public void Layers_of_TextNAS_read_below_and_add_above()
    {
        var space = DrawnSpaces.Get("text-nas");
        var architecture = new Architecture(space, space.Choices.Select(c => KeyValuePair.Create(c.Key, c.Kind == ChoiceKind.LayerChoice ? Decision.One(6)
            : c.Key.EndsWith("skip", StringComparison.Ordinal) ? (c.Key == "layers.4.skip" ? Decision.One(1) : Decision.None) : Decision.One(c.Key == "layers.4.input" ? 0 : c.Candidates.Count - 1))));
        var network = ArchitectureDrawing.Diagrams(space, architecture)[0];
        Assert.Equal(["layer 0 > layer 4 Below", "layer 1 > layer 4 Above"], network.Links.Where(l => l.Side != LinkSide.Through).Select(l => $"{network.Boxes[l.From].Small} > {network.Boxes[l.To].Small} {l.Side}"));
        Assert.Contains(network.Notes, n => n.Contains("the output mixes all layers", StringComparison.Ordinal));
        Assert.DoesNotContain(network.Links, l => network.Boxes[l.To].Small == "layer 4" && l.Side == LinkSide.Through);
    }

    [Fact]
    public void Blocks_of_a_mobile_network_say_expansion_and_window_and_have_a_colour_each()
    {
        var space = DrawnSpaces.Get("proxyless");
        var architecture = new Architecture(space, space.Choices.Select((c, i) => KeyValuePair.Create(c.Key, Decision.One(i % c.Candidates.Count))));
        var network = ArchitectureDrawing.Diagrams(space, architecture)[0];
        var blocks = network.Boxes.Where(b => b.Kind == BoxKind.Convolution).ToArray();
        Assert.Equal(["MB3 3x3", "MB3 5x5", "MB3 7x7", "MB6 3x3", "MB6 5x5", "MB6 7x7"], blocks.Select(b => string.Join(' ', b.Lines)).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(6, blocks.Select(BoxColours.Of).Distinct().Count());
        Assert.All(blocks.GroupBy(b => string.Join(' ', b.Lines)), same => Assert.Single(same.Select(BoxColours.Of).Distinct()));
        Assert.All(network.Boxes.Where(b => b.Kind == BoxKind.Skip), b => Assert.Null(b.Shade));
    }

    [Fact]
    public void Vertices_of_NasBench101_that_lead_nowhere_are_left_out()
    {
        var space = DrawnSpaces.Get("nasbench101");
        // 0 > 2 > output; vertex 1 has no way on, 4 none from the input.
        int[][] inputs = [[0], [0], [], [3], [], [2, 4]];
        var architecture = new Architecture(space, space.Choices.Select(c => KeyValuePair.Create(c.Key, c.Kind == ChoiceKind.LayerChoice ? Decision.One(2) : Decision.Many(inputs[c.Key[^1] - '1']))));
        Assert.Equal(["input > max pool 3x3 > output"], Passages(ArchitectureDrawing.Diagrams(space, architecture)[0]));
        Assert.Equal(5, ArchitectureDrawing.Diagrams(space, null)[0].Boxes.Count(b => b.Kind == BoxKind.Undecided));
    }

    [Fact]
    public void Nested_choices_are_drawn_where_they_are_in_use()
    {
        var space = DrawnSpaces.Get("nested");
        Assert.Equal(["input", "conv 3x3", "takes b", "output"], Labels(space, space.First().With("join", Decision.One(1))));
        Assert.Equal(["input", "tree", "max pool", "takes nothing", "output"], Labels(space, space.First().With("block", Decision.One(1)).With("join", Decision.None)));
    }

    [Theory]
    [InlineData("sep_conv_3x3", "sep conv 3x3")]
    [InlineData("maxpool", "max pool")]
    [InlineData("dilconv5x5", "dil conv 5x5")]
    [InlineData("k3_e1_g2", "k3 e1 g2")]
    [InlineData("skip", "skip")]
    [InlineData("conv_7x1_1x7", "conv 7x1 1x7")]
    public void Names_are_made_readable(string name, string readable) => Assert.Equal(readable, NasSharp.Drawing.Reading.OperationName.Readable(name));

    private static Architecture Darts()
    {
        var space = DrawnSpaces.Get("darts");
        var decisions = space.First().Decisions.ToDictionary();
        for (var node = 2; node < 6; node++)
        {
            var pair = DartsV2.Skip(2 * (node - 2)).Take(2).ToArray();
            decisions[$"normal_n{node}_switch"] = Decision.Many(pair.Select(p => p.Source));
            foreach (var (operation, source) in pair)
                decisions[$"normal_n{node}_p{source}"] = Decision.One(space[$"normal_n{node}_p{source}"].Candidates.ToList().IndexOf(operation));
        }
        return new Architecture(space, decisions);
    }

    private static IEnumerable<string> Labels(SearchSpace space, Architecture architecture) => ArchitectureDrawing.Diagrams(space, architecture)[0].Boxes.Select(b => string.Join(' ', b.Lines));

    // From what an operation reads to what takes its output.
    private static IEnumerable<string> Passages(Diagram diagram) => diagram.Boxes.Index().Where(b => b.Item.Kind is BoxKind.Convolution or BoxKind.Pooling or BoxKind.Skip).SelectMany(b =>
        from enters in diagram.Links.Where(l => l.To == b.Index)
        from leaves in diagram.Links.Where(l => l.From == b.Index)
        select $"{diagram.Boxes[enters.From].Lines[0]} > {b.Item.Lines[0]} > {diagram.Boxes[leaves.To].Lines[0]}");
}
