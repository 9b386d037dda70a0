using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Tensors;

public sealed class PrintingTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Numpy_style_nests_brackets_and_aligns_numbers() =>
        Assert.Equal("[[   1  2.5]\n [ -30 0.25]]", tensor(new float[,] { { 1, 2.5f }, { -30, 0.25f } }).str());

    [Fact]
    public void CSharp_style_is_an_array_expression() =>
        Assert.Equal("{{1, 2},\n {3, 4}}".Replace("\n ", "\n", StringComparison.Ordinal), arange(1, 5).reshape(2, 2).cstr());

    [Fact]
    public void Julia_style_starts_with_the_metadata() =>
        Assert.Equal("[2x2], type = Int64, device = cpu\n 1 2\n 3 4", arange(1, 5).reshape(2, 2).jlstr());

    [Fact]
    public void Metadata_style_needs_no_elements() =>
        Assert.Equal("[3x1], type = Float32, device = meta", zeros([3, 1], device: META).ToString(TensorStringStyle.Metadata));

    [Fact]
    public void One_number_is_written_without_brackets() => Assert.Equal("3.5", tensor(3.5).str());

    [Fact]
    public void Truth_values_are_words() => Assert.Equal("[ True False]", (arange(2) == 0).str());

    [Fact]
    public void An_empty_tensor_is_a_pair_of_brackets() => Assert.Equal("[]", zeros(0L).str());

    [Fact]
    public void Long_dimensions_show_their_ends() =>
        Assert.Equal("[   0    1    2 ... 1997 1998 1999]", arange(2000).str());

    [Fact]
    public void Large_matrices_show_their_corners()
    {
        var lines = arange(10_000).reshape(100, 100).str().Split('\n');
        Assert.Equal(7, lines.Length);
        Assert.Equal("[[   0    1    2 ...   97   98   99]", lines[0]);
        Assert.Equal(" ...", lines[3]);
        Assert.Equal(" [9900 9901 9902 ... 9997 9998 9999]]", lines[6]);
    }

    [Fact]
    public void Long_lines_are_broken_at_the_width() =>
        Assert.All(arange(100).str(width: 40).Split('\n'), line => Assert.InRange(line.Length, 1, 42));

    [Fact]
    public void Format_and_line_end_can_be_chosen() =>
        Assert.Equal("[[1.00]\r\n [2.00]]", tensor(new double[,] { { 1 }, { 2 } }).str("F2", newLine: "\r\n"));
}
