using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Text;

namespace NasSharp.Torch.Tests.Data;

public sealed class WordVectorsTests : IDisposable
{
    private static readonly Vocabulary Words = Vocabulary.Build([["good", "bad", "rare", "good", "bad", "good"]], minFrequency: 1);

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Load_keeps_the_first_vector_of_known_tokens_only()
    {
        var vectors = Load("good 1 -2.5\nelse 7 7\n. . 3 3\nbad 1e-1 4\ngood 9 9\n");
        Assert.Equal((2, 2), (vectors.Dimensions, vectors.Found));
        using var table = vectors.ToTable(seed: 1);
        Assert.Equal([Words.Count, 2L], table.shape);
        Assert.Equal([0f, 0], table[Vocabulary.Pad].to_array<float>());
        Assert.Equal([1f, -2.5f], table[2].to_array<float>());
        Assert.Equal([0.1f, 4], table[3].to_array<float>());
        Assert.False(vectors.Knows(4));
    }

    [Fact]
    public void Tokens_without_a_vector_have_numbers_of_the_same_scale_from_the_seed()
    {
        var words = Vocabulary.Build([Enumerable.Range(0, 2000).Select(i => $"w{i}")], minFrequency: 1);
        File.WriteAllText(_path, "w0 3 -3\nw1 -3 3\n");
        var vectors = WordVectors.Load(_path, words);
        using var table = vectors.ToTable(1);
        using var again = vectors.ToTable(1);
        using var other = vectors.ToTable(2);
        Assert.Equal(table.to_array<float>(), again.to_array<float>());
        Assert.NotEqual(table.to_array<float>(), other.to_array<float>());
        // 4000 draws: the deviation 3 is met within 0.2, six standard errors.
        Assert.InRange(table.std().ToDouble(), 2.8, 3.2);
    }

    [Theory]
    [InlineData("good 1 2\nbad 3\n", "line 2 has 1 numbers behind its token, expected 2")]
    [InlineData("good 1 2\n\n", "line 2 has 0 numbers")]
    [InlineData("good 1 2\nbad 3 4 5\n", "line 2 has more than 2 numbers")]
    [InlineData("good 1 2\nbad 3 four\n", "line 2 has 'four' where number 2 of 2 should be")]
    [InlineData("good 1 2\nbad NaN 4\n", "line 2 has 'NaN'")]
    [InlineData("good\n", "line 1 is no token with numbers")]
    [InlineData("", "holds no vectors")]
    public void Load_of_a_damaged_file_names_the_line(string content, string expected) =>
        Assert.Contains(expected, Assert.Throws<DataFormatException>(() => Load(content)).Message);

    [Fact]
    public void Load_with_other_dimensions_than_the_file_names_the_line()
    {
        File.WriteAllText(_path, "good 1 2\n");
        Assert.Contains("line 1 has 2 numbers behind its token, expected 3", Assert.Throws<DataFormatException>(() => WordVectors.Load(_path, Words, 3)).Message);
    }

    private WordVectors Load(string content)
    {
        File.WriteAllText(_path, content);
        return WordVectors.Load(_path, Words);
    }
}
