using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Tests.CommandLine;

public class NearestWordsTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("darts", "darts", 0)]
    [InlineData("drts", "darts", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    public void Distance_counts_insertions_deletions_and_replacements(string a, string b, int expected) => Assert.Equal(expected, NearestWords.Distance(a, b));

    [Fact]
    public void Find_puts_the_nearest_first() => Assert.Equal(["darts", "dart"], NearestWords.Find("dartss", ["random", "dart", "darts"]));

    [Fact]
    public void Find_accepts_the_beginning_of_a_word() => Assert.Equal(["fashion-mnist"], NearestWords.Find("fashion", ["cifar10", "fashion-mnist"]));

    [Fact]
    public void Hint_lists_all_words_when_none_is_near() => Assert.Equal("valid: darts, random", NearestWords.Hint("evolution", ["darts", "random"]));
}
