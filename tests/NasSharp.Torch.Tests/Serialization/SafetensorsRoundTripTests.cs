using System.Runtime.InteropServices;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Serialization;

namespace NasSharp.Torch.Tests.Serialization;

// One test counts the live tensors of the process.
[CollectionDefinition(nameof(SafetensorsRoundTripTests), DisableParallelization = true)]
[Collection(nameof(SafetensorsRoundTripTests))]
public sealed class SafetensorsRoundTripTests : IDisposable
{
    private static readonly Operator EqualOperator = new("aten::equal");

    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-safetensors-").FullName;
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool Equal(torch.Tensor a, torch.Tensor b) => EqualOperator.CallScalar(a, b).ToBoolean();

    private string At(string name) => Path.Combine(_folder, name);

    private sealed class Pair : torch.nn.Module
    {
        public readonly Parameter weight;
        public readonly torch.Tensor steps;

        public Pair(params float[] values)
        {
            weight = new Parameter(torch.tensor(values));
            steps = torch.tensor(values.Length);
            RegisterComponents();
        }
    }

    [Fact]
    public void Save_is_understood_by_a_reader_that_shares_no_code()
    {
        float[] weights = [1.5f, -2, 3, 4, 5, float.NaN];
        Safetensors.Save(At("m"), [new("w", torch.tensor(weights, [2, 3])), new("n", torch.tensor(7L)), new("mask", torch.tensor([true, false]))],
            new Dictionary<string, string> { ["made by"] = "a \"test\"" });
        var (tensors, metadata, dataStart) = PlainSafetensorsReader.Read(At("m"));
        Assert.Equal("a \"test\"", metadata["made by"]);
        Assert.Equal("F32", tensors["w"].Dtype);
        Assert.Equal([2, 3], tensors["w"].Shape);
        Assert.Equal(MemoryMarshal.AsBytes<float>(weights).ToArray(), tensors["w"].Bytes);
        Assert.Equal(("I64", 7L), (tensors["n"].Dtype, BitConverter.ToInt64(tensors["n"].Bytes)));
        Assert.Equal([1, 0], tensors["mask"].Bytes);
        Assert.Equal(0, dataStart % 8);
    }

    [Fact]
    public void Save_of_a_channels_last_tensor_writes_row_major()
    {
        var plain = torch.arange(24, torch.float32).reshape(1, 2, 3, 4);
        Safetensors.Save(At("m"), [new("w", plain.contiguous(torch.memory_format.channels_last))]);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (float)i), MemoryMarshal.Cast<byte, float>(PlainSafetensorsReader.Read(At("m")).Tensors["w"].Bytes).ToArray());
    }

    [Theory]
    [InlineData(torch.ScalarType.Bool)]
    [InlineData(torch.ScalarType.Byte)]
    [InlineData(torch.ScalarType.Int8)]
    [InlineData(torch.ScalarType.Int16)]
    [InlineData(torch.ScalarType.Int32)]
    [InlineData(torch.ScalarType.Int64)]
    [InlineData(torch.ScalarType.Float16)]
    [InlineData(torch.ScalarType.BFloat16)]
    [InlineData(torch.ScalarType.Float32)]
    [InlineData(torch.ScalarType.Float64)]
    [InlineData(torch.ScalarType.ComplexFloat32)]
    public void Load_gives_back_every_element_type(torch.ScalarType type)
    {
        var source = torch.tensor([0f, 1, 2, 3, 100, 0]).to(type);
        Safetensors.Save(At("m"), [new("x", source), new("empty", torch.zeros([0, 3], type))]);
        var loaded = Safetensors.Load(At("m"));
        Assert.Equal(type, loaded["x"].dtype);
        Assert.True(Equal(source, loaded["x"]));
        Assert.Equal([0, 3], loaded["empty"].shape);
    }

    [Fact]
    public void Save_of_the_same_tensors_in_another_order_gives_the_same_bytes()
    {
        var (a, b) = (torch.randn([5]), torch.randn([3]));
        Safetensors.Save(At("1"), [new("a", a), new("b", b)]);
        Safetensors.Save(At("2"), [new("b", b), new("a", a)]);
        Assert.Equal(File.ReadAllBytes(At("1")), File.ReadAllBytes(At("2")));
    }

    [Fact]
    public void Module_that_is_saved_and_loaded_has_the_same_state()
    {
        using var saved = new Pair(1, 2, 3);
        using var loaded = new Pair(0, 0, 0);
        saved.save(At("m"));
        loaded.load(At("m"));
        Assert.Equal([1, 2, 3], loaded.weight.to_array<float>());
        Assert.Equal(["steps", "weight"], PlainSafetensorsReader.Read(At("m")).Tensors.Keys.Order());
    }

    [Fact]
    public void Module_load_of_another_shape_names_the_file_and_the_parameter()
    {
        using var saved = new Pair(1, 2, 3);
        using var loaded = new Pair(0, 0);
        saved.save(At("m"));
        var error = Assert.Throws<DataFormatException>(() => loaded.load(At("m")));
        Assert.Contains(At("m"), error.Message);
        Assert.Contains("weight", error.Message);
    }

    [Fact]
    public void Tensor_that_is_saved_and_loaded_is_equal()
    {
        var source = torch.randn([3, 4]);
        torch.save(source, At("t"));
        Assert.True(Equal(source, torch.load(At("t"))));
    }

    [Fact]
    public void Load_of_a_file_cut_in_its_data_leaks_no_tensor()
    {
        Safetensors.Save(At("m"), [new("a", torch.randn([1000]))]);
        File.WriteAllBytes(At("m"), File.ReadAllBytes(At("m"))[..^8]);
        // No finalizer of an earlier test's tensors may change the count meanwhile.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = torch.Tensor.LiveCount;
        Assert.Throws<DataFormatException>(() => Safetensors.Load(At("m")));
        Assert.Equal(before, torch.Tensor.LiveCount);
    }
}
