using NasSharp.Spaces;

namespace NasSharp.Tests.Spaces;

public class NniFormatTests
{
    // The space of a small model with NNI's default keys, in network order.
    private static readonly SearchSpace Small = new(
    [
        Choice.Layer("LayerChoice1", ["0", "1"]),
        Choice.Layer("LayerChoice2", ["a", "b"]),
        Choice.Input("InputChoice3", [""], null),
        Choice.Input("InputChoice4", ["LayerChoice1", "LayerChoice2", ""], 2),
    ]);

    [Fact]
    public void SearchSpace_with_sorted_keys_is_byte_for_byte_what_NNI_writes() => Assert.Equal(
        """
        {
          "InputChoice3": {
            "_type": "input_choice",
            "_value": {
              "candidates": [
                ""
              ],
              "n_chosen": null
            }
          },
          "InputChoice4": {
            "_type": "input_choice",
            "_value": {
              "candidates": [
                "LayerChoice1",
                "LayerChoice2",
                ""
              ],
              "n_chosen": 2
            }
          },
          "LayerChoice1": {
            "_type": "layer_choice",
            "_value": [
              "0",
              "1"
            ]
          },
          "LayerChoice2": {
            "_type": "layer_choice",
            "_value": [
              "a",
              "b"
            ]
          }
        }
        """, Small.ToJson(KeyOrder.Sorted));

    [Fact]
    public void SearchSpace_of_twelve_choices_keeps_network_order_in_memory_and_in_its_file()
    {
        var keys = Enumerable.Range(1, 12).Select(i => $"LayerChoice{i}").ToArray();
        var space = new SearchSpace(keys.Select(k => Choice.Layer(k, ["a", "b"])));
        Assert.Equal(keys, space.Keys);
        Assert.Equal(keys, SearchSpace.Parse(space.ToJson()).Keys);
        Assert.Equal(keys, space.Sample(new Random(1)).Decisions.Select(d => d.Key));
        Assert.Equal("LayerChoice10", SearchSpace.Parse(space.ToJson(KeyOrder.Sorted)).Keys.ElementAt(1));
    }

    [Fact]
    public void SearchSpace_as_NNI_ships_it_for_MNIST_is_read()
    {
        var space = SearchSpace.Parse(
            """
            {"first_conv": {"_type": "layer_choice", "_value": ["conv5x5", "conv3x3"]},
             "mid_conv": {"_type": "layer_choice", "_value": ["0", "1"]},
             "skip": {"_type": "input_choice", "_value": {"candidates": ["", ""], "n_chosen": 1}}}
            """);
        Assert.Equal(["first_conv", "mid_conv", "skip"], space.Keys);
        Assert.Equal(8, space.Count());
        Assert.Equal(1, space["skip"].ChosenCount);
    }

    [Fact]
    public void Architecture_text_is_what_Python_prints_for_any_text_and_number()
    {
        // Printed by Python's json.dumps(..., sort_keys=True, indent=2).
        double[] weights = [0.25, 0.0, 1e-05, 1e16, 123456789.125, 1e22, 9.999999999999999e22, 5e-324, 0.1 + 0.2, -1.5, 1e15, 0.0001, 100.0];
        var space = new SearchSpace(
        [
            Choice.Layer("k\u00e9y 😀\u007f", weights.Select((_, i) => $"c{i}")),
            Choice.Layer("b", ["q\"\\/\n\t\b\f\r\u0001", "x"]),
            Choice.Input("a", ["s"], null),
        ]);
        var architecture = new Architecture(space,
        [
            new("k\u00e9y 😀\u007f", Decision.Weighted(weights)), new("b", Decision.One(0)), new("a", Decision.None),
        ]);
        Assert.Equal(
            """
            {
              "a": [],
              "b": "q\"\\/\n\t\b\f\r\u0001",
              "k\u00e9y \ud83d\ude00\u007f": [
                0.25,
                0.0,
                1e-05,
                1e+16,
                123456789.125,
                1e+22,
                1e+23,
                5e-324,
                0.30000000000000004,
                -1.5,
                1000000000000000.0,
                0.0001,
                100.0
              ]
            }
            """, architecture.ToJson(order: KeyOrder.Sorted));
    }

    [Theory]
    [InlineData("a", "0", "1", "0")]              // all names are numbers: the index
    [InlineData("a", "c3", "1", "\"c3\"")]        // one name is not: names
    public void Export_of_a_layer_choice_writes_names_unless_all_are_numbers(string key, string first, string second, string expected)
    {
        var space = new SearchSpace([Choice.Layer(key, [first, second])]);
        Assert.Equal($"{{\n  \"a\": {expected}\n}}", space.First().ToJson());
    }

    [Fact]
    public void Export_writes_one_bare_several_as_list_and_none_as_empty_list()
    {
        var space = new SearchSpace(
        [
            Choice.Input("InputChoice3", ["layer_0"], null),
            Choice.Input("InputChoice7", ["layer_0", "layer_1"], null),
            Choice.Input("InputChoice9", ["layer_0", "layer_1", "layer_2"], null),
            Choice.Input("sk", ["", ""], 1),
            Choice.Layer("normal_n3_p2", ["maxpool", "avgpool"]),
        ]);
        var architecture = new Architecture(space,
        [
            new("InputChoice3", Decision.None), new("InputChoice7", Decision.One(1)), new("InputChoice9", Decision.Many(0, 1)),
            new("sk", Decision.One(0)), new("normal_n3_p2", Decision.None),
        ]);
        Assert.Equal(
            """
            {
              "InputChoice3": [],
              "InputChoice7": "layer_1",
              "InputChoice9": [
                "layer_0",
                "layer_1"
              ],
              "sk": 0,
              "normal_n3_p2": []
            }
            """, architecture.ToJson());
    }

    [Fact]
    public void Trial_parameters_hold_value_and_index()
    {
        var space = new SearchSpace([Choice.Layer("conv", ["conv5x5", "conv3x3"]), Choice.Input("in", ["in1", "in2"], 1)]);
        const string json =
            """
            {
              "conv": {
                "_value": "conv5x5",
                "_idx": 0
              },
              "in": {
                "_value": [
                  "in1"
                ],
                "_idx": [
                  0
                ]
              }
            }
            """;
        Assert.Equal(json, space.First().ToTrialParameters());
        Assert.Equal(space.First(), Architecture.ParseTrialParameters(space, json));
    }

    [Fact]
    public void Trial_parameters_of_weights_or_of_several_layers_are_refused()
    {
        var space = new SearchSpace([Choice.Layer("conv", ["a", "b"])]);
        Assert.Contains("weights", Assert.Throws<ArchitectureException>(
            () => new Architecture(space, [new("conv", Decision.Weighted(0.5, 0.5))]).ToTrialParameters()).Message);
        Assert.Contains("exactly one", Assert.Throws<ArchitectureException>(
            () => new Architecture(space, [new("conv", Decision.Many(0, 1))]).ToTrialParameters()).Message);
    }

    [Fact]
    public void Nested_space_survives_its_file_with_the_member_when()
    {
        var space = new SearchSpace(
        [
            Choice.Layer("block", ["plain", "deep"]),
            Choice.Layer("block.deep.0", ["a", "b"], [new Condition(new CandidateReference("block", 1))]),
        ]);
        Assert.Contains("\"_when\": [\n      {\n        \"block\": 1\n      }\n    ]", space.ToJson());
        Assert.Equal(space.Fingerprint, SearchSpace.Parse(space.ToJson()).Fingerprint);
        Assert.Equal(3, SearchSpace.Parse(space.ToJson()).Count());
    }
}
