using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;

namespace NasSharp.Torch.Tests.Modules;

public sealed class ContainerTests
{
    [Fact]
    public void ModuleList_registers_its_modules_by_number()
    {
        using var list = ModuleList<Module<Tensor, Tensor>>(Linear(2, 3), ReLU());
        list.append(Linear(3, 1));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], list.state_dict().Keys);
        Assert.Equal(3, list.Count);
        Assert.Same(list[2], list.Last());
    }

    [Fact]
    public void ModuleList_renumbers_after_insertion_and_removal()
    {
        var (a, b, c) = (ReLU(), Tanh(), Sigmoid());
        using var list = ModuleList<Module<Tensor, Tensor>>(a, b);
        list.Insert(1, c);
        Assert.Equal([a, c, b], list);
        Assert.Equal(["0", "1", "2"], list.named_children().Select(m => m.name));
        Assert.True(list.Remove(a));
        Assert.False(list.Remove(a));
        Assert.Equal([("0", c), ("1", b)], list.named_children());
        Assert.Equal(1, list.IndexOf(b));
        list[0] = a;
        Assert.Equal([a, b], list);
        list.Clear();
        Assert.Empty(list);
    }

    [Fact]
    public void ModuleDict_keeps_the_order_of_its_names()
    {
        var (a, b) = (ReLU(), Linear(1, 1));
        using var dict = ModuleDict(("z", a), ("a", b));
        Assert.Equal(["z", "a"], dict.Keys);
        Assert.Equal(["a.weight", "a.bias"], dict.state_dict().Keys);
        Assert.Same(b, dict["a"]);
        Assert.Equal(("z", a), dict[0]);
        Assert.Throws<ArgumentException>(() => dict.Add("z", b));
        Assert.Contains("the names are z, a", Assert.Throws<KeyNotFoundException>(() => dict["q"]).Message);
        dict["z"] = Tanh();
        Assert.Equal(["z", "a"], dict.keys());
        Assert.Same(b, dict.pop("a"));
        Assert.False(dict.ContainsKey("a"));
        Assert.Equal(["z"], dict.Select(item => item.name));
    }

    [Fact]
    public void Children_of_containers_follow_the_mode_and_the_device_of_their_parent()
    {
        using var list = ModuleList(Dropout(), Sequential(Linear(1, 1)));
        list.eval();
        Assert.All(list.modules(), m => Assert.False(m.training));
        list.to(float64);
        Assert.All(list.parameters(), p => Assert.Equal(float64, p.dtype));
    }

    [Fact]
    public void Parameters_in_lists_and_dictionaries_are_registered()
    {
        using var list = ParameterList(Parameter(zeros([2])), Parameter(ones([3])));
        list.append(Parameter(zeros([1])));
        Assert.Equal(["0", "1", "2"], list.named_parameters().Select(p => p.name));
        using var dict = ParameterDict(("left", Parameter(zeros([2]))));
        dict["right"] = Parameter(zeros([2]), requires_grad: false);
        Assert.Equal(["left", "right"], dict.state_dict().Keys);
        Assert.False(dict["right"].requires_grad);
        Assert.Throws<ArgumentException>(() => dict.Add("left", Parameter(zeros([1]))));
    }

    [Fact]
    public void A_generic_sequence_runs_as_its_subclass_says()
    {
        using var scope = NewDisposeScope();
        using var pair = new SumThenLinear(Linear(2, 1));
        Assert.Equal(["0.weight", "0.bias"], pair.state_dict().Keys);
        Assert.Equal([1L, 1], pair.call(ones([1, 2]), ones([1, 2])).shape);
        Assert.Throws<ArgumentException>(() => pair.append("0", ReLU()));
    }

    private sealed class SumThenLinear(params Module[] modules) : Sequential<Tensor, Tensor, Tensor>(modules)
    {
        public override Tensor forward(Tensor input1, Tensor input2) => ((Linear)this[0]).call(input1 + input2);
    }
}
