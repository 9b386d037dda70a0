using System.IO.Compression;
using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Text;

namespace NasSharp.Torch.Tests.Data;

public sealed class SentimentTreeTests : IDisposable
{
    private const string Good = "(3 (2 It) (4 (2 is) (3 good)))";

    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-trees-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Parse_gives_words_and_all_phrases_with_the_sentence_last()
    {
        var tree = SentimentTree.Parse(Good);
        Assert.Equal(["It", "is", "good"], tree.Words);
        Assert.Equal([new(2, 0, 1), new(2, 1, 1), new(3, 2, 1), new(4, 1, 2), new SentimentPhrase(3, 0, 3)], tree.Phrases);
        Assert.Equal(3, tree.Label);
    }

    [Fact]
    public void Parse_writes_brackets_and_slashes_as_themselves() =>
        Assert.Equal(["(", "8_1/2", "*", ")"], SentimentTree.Parse("(2 (2 (2 -LRB-) (2 8\u00a01\\/2)) (2 (2 \\*) (2 -RRB-)))").Words);

    [Theory]
    [InlineData("(5 good)", "no sentiment from 0 to 4")]
    [InlineData("(12 good)", "no sentiment from 0 to 4")]
    [InlineData("(", "no sentiment from 0 to 4")]
    [InlineData("(2 (3 good)", "ends inside 1 open brackets")]
    [InlineData("(2 good))", "goes on after the end of its tree")]
    [InlineData(")", "closes a bracket that is not open")]
    [InlineData("(2 good) (2 bad)", "goes on after the end")]
    [InlineData("(2)", "a node without words")]
    [InlineData("(2 very good)", "has the word 'very' beside other parts of a node")]
    [InlineData("(2 (2 very) good)", "has the word 'good' beside other parts of a node")]
    [InlineData("good", "a word outside of brackets")]
    public void Parse_of_a_damaged_tree_names_line_and_fault(string line, string expected)
    {
        var message = Assert.Throws<DataFormatException>(() => SentimentTree.Parse(line, "x.txt", 7)).Message;
        Assert.Contains("x.txt: line 7", message);
        Assert.Contains(expected, message);
    }

    [Fact]
    public void Parse_of_endless_nesting_ends_in_an_error() =>
        Assert.Throws<DataFormatException>(() => SentimentTree.Parse(string.Concat(Enumerable.Repeat("(2 ", 1_000_000))));

    [Fact]
    public void Load_gives_all_phrases_for_training_and_sentences_for_the_test()
    {
        WriteSet();
        var data = TextData.LoadSentimentTrees(_folder);
        Assert.Equal(5, data.ClassCount);
        Assert.Equal((5 + 3, 5, 2), (data.Train.Count, data.Validation!.Count, data.Test.Count));
        Assert.Equal([2, 2, 3, 4, 3, 1, 2, 0], data.Train.Labels);
        using var loader = data.Train.CreateLoader(new LoaderOptions { BatchSize = 8, Shuffle = false });
        using var batch = loader.Next();
        Assert.Equal([1L, 1, 1, 2, 3, 1, 1, 2], batch.Lengths!.to_array<long>());
        // "is good" are the second and third word of the sentence.
        Assert.Equal(batch.Input[4].to_array<long>()[1..], batch.Input[3].to_array<long>()[..2]);
    }

    [Fact]
    public void Load_of_two_classes_leaves_neutral_phrases_out()
    {
        WriteSet();
        var data = TextData.LoadSentimentTrees(_folder, new SentimentOptions { Classes = SentimentClasses.Two, TrainingPhrases = false, ValidationPhrases = false });
        Assert.Equal(["negative", "positive"], data.ClassNames);
        Assert.Equal([1, 0], data.Train.Labels);
        Assert.Equal([1], data.Test.Labels);
        Assert.Equal(1, data.Validation!.Count);
    }

    [Fact]
    public void Load_without_a_file_names_it_and_its_source()
    {
        WriteSet();
        File.Delete(Path.Combine(_folder, "dev.txt.gz"));
        var message = Assert.Throws<FileNotFoundException>(() => TextData.LoadSentimentTrees(_folder)).Message;
        Assert.Contains("dev.txt is missing", message);
        Assert.Contains("trainDevTestTrees_PTB.zip", message);
    }

    private void WriteSet()
    {
        File.WriteAllText(Path.Combine(_folder, "train.txt"), Good + "\n\n(0 (1 bad) (2 film))\n");
        using (var packed = new GZipStream(File.Create(Path.Combine(_folder, "dev.txt.gz")), CompressionLevel.Fastest))
            packed.Write(System.Text.Encoding.UTF8.GetBytes(Good));
        File.WriteAllText(Path.Combine(_folder, "test.txt"), Good + "\n(2 (2 a) (2 film))\n");
    }
}
