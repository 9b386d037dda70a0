using NasSharp.Spaces;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Spaces;

public class InputChoiceTests
{
    private static Tensor[] Numbers => [full([1, 1], 1f), full([1, 1], 2f), full([1, 1], 3f)];

    [Theory]
    [InlineData(Reduction.Sum, new[] { 4f })]
    [InlineData(Reduction.Mean, new[] { 2f })]
    [InlineData(Reduction.Concat, new[] { 1f, 3f })]
    public void Selected_tensors_are_reduced(Reduction reduction, float[] expected)
    {
        using var scope = NewDisposeScope();
        var choice = new InputChoice(3, reduction: reduction);
        using var mutator = new GivenMutator(choice, Execution.Select(true, false, true));
        Assert.Equal(expected, choice.call(Numbers)!.data<float>().ToArray());
    }

    [Theory]
    [InlineData(Reduction.Sum, 1.25f)]
    [InlineData(Reduction.Mean, 0.625f)]
    public void Weighted_tensors_are_reduced(Reduction reduction, float expected)
    {
        using var scope = NewDisposeScope();
        var choice = new InputChoice(3, reduction: reduction);
        using var mutator = new GivenMutator(choice, Execution.Mix(tensor([0.5f, 0f, 0.25f]), [true, false, true]));
        Assert.Equal(expected, choice.call(Numbers)!.item<float>());
    }

    [Fact]
    public void Nothing_selected_is_null_and_reduction_none_a_list()
    {
        using var scope = NewDisposeScope();
        var choice = new InputChoice(3, reduction: Reduction.None);
        using var mutator = new GivenMutator(choice, Execution.Select(false, true, true));
        Assert.Equal([2f, 3f], choice.ForwardList(Numbers).Select(t => t.item<float>()));
        mutator.Dispose();
        var none = new InputChoice(3);
        using var other = new GivenMutator(none, Execution.Select(false, false, false));
        Assert.Null(none.call(Numbers));
        Assert.Equal(new bool[3], none.ForwardWithMask(Numbers).Mask);
    }

    [Fact]
    public void Table_of_tensors_is_taken_in_the_order_of_the_sources()
    {
        using var scope = NewDisposeScope();
        var model = new Model(x => x, ("left", new LayerChoice([new Scale(1)], key: "left")), ("right", new LayerChoice([new Scale(1)], key: "right")),
            ("pick", new InputChoice(["left", "right"], 1, key: "pick")));
        using var mutator = new GivenMutator(model, Execution.All(1), Execution.All(1), Execution.One(1, 2));
        var pick = (InputChoice)mutator.MutablesOf("pick").Single();
        Assert.Equal(7f, pick.forward(new Dictionary<string, Tensor?> { ["right"] = tensor(7f), ["left"] = tensor(5f) })!.item<float>());
        Assert.Contains("given no tensor for its source 'right'", Assert.Throws<ArgumentException>(
            () => pick.forward(new Dictionary<string, Tensor?> { ["left"] = null })).Message);
        Assert.Contains("no source 'up'", Assert.Throws<ArgumentException>(
            () => pick.forward(new Dictionary<string, Tensor?> { ["left"] = null, ["right"] = null, ["up"] = null })).Message);
    }

    [Fact]
    public void Wrong_number_of_tensors_or_a_missing_selected_one_is_an_error_naming_the_choice()
    {
        using var scope = NewDisposeScope();
        var choice = new InputChoice(2, 1, key: "skip");
        using var mutator = new GivenMutator(choice, Execution.One(1, 2));
        Assert.Contains("'skip' has 2 candidates, but was given 3 tensors", Assert.Throws<ArgumentException>(() => choice.call(Numbers)).Message);
        Assert.Contains("'skip' selects 'source 1', which was given as null", Assert.Throws<SearchSpaceException>(() => choice.call([Numbers[0], null])).Message);
        Assert.Equal(2f, choice.call([null, Numbers[1]])!.item<float>());
    }

    [Fact]
    public void Mask_is_known_before_the_tensors_are_computed()
    {
        var choice = new InputChoice(3, 1);
        using var mutator = new GivenMutator(choice, Execution.One(2, 3));
        Assert.Equal([false, false, true], choice.CurrentMask);
    }

    public static TheoryData<Func<object>, string> Faults => new()
    {
        { () => new InputChoice(0), "has no candidates" },
        { () => new InputChoice(-1), "has no candidates" },
        { () => new InputChoice(Array.Empty<string>(), key: "k"), "The input choice 'k' has no candidates" },
        { () => new InputChoice(2, 3, key: "k"), "'k' must choose 3 of 2 candidates; allowed are 0 to 2" },
        { () => new InputChoice(2, -1), "must choose -1 of 2" },
        { () => new InputChoice(2, key: ""), "the key is empty" },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void Wrong_arguments_are_refused_with_the_allowed_range(Func<object> make, string expected)
        => Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(make).Message);

    [Fact]
    public void Choosing_none_is_legal()
        => Assert.Equal(0, new InputChoice(2, 0).ChosenCount);
}
