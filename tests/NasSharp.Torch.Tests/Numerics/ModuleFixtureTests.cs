using NasSharp.Torch.Serialization;
using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Numerics;

/// <summary>Each module type against PyTorch: initial values, outputs, gradients and buffers.</summary>
[Collection(RandomNumbers.Name)]
public sealed class ModuleFixtureTests
{
    // Sums of a few dozen float32 products may differ in order between builds of libtorch.
    private const double Tolerance = 1e-5;

    private static readonly Lazy<OrderedDictionary<string, Tensor>> Tensors = new(() =>
    {
        var tensors = Safetensors.Load(Path.Combine(AppContext.BaseDirectory, "Numerics", "modules.safetensors"));
        foreach (var tensor in tensors.Values)
            tensor.DetachFromDisposeScope();
        return tensors;
    });

    public static TheoryData<string> Names => [.. ModuleCases.All.Keys];

    [Fact]
    public void Cases_and_fixtures_are_the_same()
    {
        var fixtures = Tensors.Value.Keys.Select(key => key.Split('/')[0]).Distinct();
        Assert.Equal(ModuleCases.All.Keys.Order(), fixtures.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Module_computes_what_PyTorch_computes(string name)
    {
        using var scope = NewDisposeScope();
        var expected = Tensors.Value.Where(t => t.Key.StartsWith(name + "/", StringComparison.Ordinal))
            .ToDictionary(t => t.Key[(name.Length + 1)..], t => t.Value);

        manual_seed(1);
        var subject = ModuleCases.All[name]();
        using var module = subject.Module;
        Assert.Equal(Section(expected, "w.").Keys, module.state_dict().Keys);
        AssertClose(Section(expected, "w."), module.state_dict(), "initial");

        Tensor[] inputs = [.. Section(expected, "in.").Select(input => Leaf(input.Value, expected.ContainsKey("din." + input.Key)))];
        module.train(!name.EndsWith(".eval", StringComparison.Ordinal));
        manual_seed(3);
        var outputs = subject.Run(inputs);
        AssertClose(Section(expected, "out."), Numbered(outputs), "output");

        Tensor? loss = null;
        foreach (var output in outputs.Where(output => output.requires_grad))
        {
            var weights = arange(output.numel(), float64).cos().to(output.dtype).view(output.shape);
            loss = loss is null ? (output * weights).sum() : loss + (output * weights).sum();
        }
        loss?.backward();
        AssertClose(Section(expected, "din."), Gradients(Numbered(inputs)), "gradient of input");
        AssertClose(Section(expected, "dw."), Gradients(module.named_parameters().ToDictionary(p => p.name, Tensor (p) => p.parameter)), "gradient of");
        AssertClose(Section(expected, "after."), module.named_buffers().ToDictionary(b => b.name, b => b.buffer), "buffer");
    }

    private static Tensor Leaf(Tensor value, bool differentiate) => value.clone().requires_grad_(differentiate);

    private static OrderedDictionary<string, Tensor> Section(Dictionary<string, Tensor> tensors, string prefix) =>
        new(tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(t => KeyValuePair.Create(t.Key[prefix.Length..], t.Value)));

    private static Dictionary<string, Tensor> Numbered(Tensor[] tensors) => tensors.Index().ToDictionary(t => $"{t.Index}", t => t.Item);

    private static Dictionary<string, Tensor> Gradients(Dictionary<string, Tensor> leaves) =>
        leaves.Where(leaf => leaf.Value.requires_grad && leaf.Value.grad is not null).ToDictionary(leaf => leaf.Key, leaf => leaf.Value.grad!);

    private static void AssertClose(IDictionary<string, Tensor> expected, IReadOnlyDictionary<string, Tensor> actual, string what)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (key, value) in expected)
        {
            Assert.Equal(value.dtype, actual[key].dtype);
            Assert.Equal(value.shape, actual[key].shape);
            var wanted = value.to(float64).to_array<double>();
            var found = actual[key].to(float64).to_array<double>();
            for (var i = 0; i < wanted.Length; i++)
            {
                Assert.True(wanted[i].Equals(found[i]) || Math.Abs(wanted[i] - found[i]) <= Tolerance * Math.Max(1, Math.Abs(wanted[i])),
                    $"{what} {key} at {i}: PyTorch has {wanted[i]:R}, found {found[i]:R}");
            }
        }
    }
}
