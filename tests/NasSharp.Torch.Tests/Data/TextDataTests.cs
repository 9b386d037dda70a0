using FsCheck;
using FsCheck.Fluent;
using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Text;

namespace NasSharp.Torch.Tests.Data;

public sealed class TextDataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-text-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string content)
    {
        File.WriteAllText(Path.Combine(_folder, name), content);
        return Path.Combine(_folder, name);
    }

    [Theory]
    [InlineData("Don't stop!", "don't|stop|!")]
    [InlineData("  (a-b),  3.5 ", "(|a|-|b|)|,|3|.|5")]
    [InlineData("Ärger über 東京\u3002", "ärger|über|東京|\u3002")]
    [InlineData("'quoted' it\u2019s 😀ok", "'|quoted|'|it\u2019s|😀|ok")]
    [InlineData("\t\n\u00a0", "")]
    public void Tokenizer_divides_words_and_marks(string text, string expected) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), new Tokenizer().Split(text));

    [Fact]
    public void Tokenizer_of_any_text_loses_nothing_but_white_space()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            text ??= "";
            var tokens = new Tokenizer { Lowercase = false }.Split(text);
            static bool Kept(char c) => !char.IsWhiteSpace(c) && !char.IsControl(c);
            return tokens.All(t => t.Length > 0 && t.All(Kept)) && string.Concat(tokens) == string.Concat(text.Where(Kept));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Vocabulary_numbers_by_frequency_then_alphabet()
    {
        string[][] texts = [["b", "a", "c"], ["c", "b", "c"], ["rare", "a", "<pad>", "<pad>", "<pad>"]];
        var vocabulary = Vocabulary.Build(texts, minFrequency: 2);
        Assert.Equal(["<pad>", "<unk>", "c", "a", "b"], Enumerable.Range(0, vocabulary.Count).Select(i => vocabulary[i]));
        Assert.Equal([2, 1, 4], vocabulary.Encode(["c", "rare", "b"]));
        Assert.Equal(3, Vocabulary.Build(texts, 1, maxCount: 3).Count);
    }

    [Fact]
    public void Vocabulary_survives_its_file()
    {
        var vocabulary = Vocabulary.Build([["x", "y", "ü", "y"]], minFrequency: 1);
        var path = Path.Combine(_folder, "vocabulary.txt");
        vocabulary.Save(path);
        var back = Vocabulary.Load(path);
        Assert.Equal(Enumerable.Range(0, vocabulary.Count).Select(i => vocabulary[i]), Enumerable.Range(0, back.Count).Select(i => back[i]));
    }

    [Theory]
    [InlineData("a\n\nb\n", "line 2 is no token")]
    [InlineData("a\nb c\n", "line 2 is no token")]
    [InlineData("a\nb\na\n", "line 3 repeats the token 'a'")]
    [InlineData("<unk>\n", "line 1 repeats the token '<unk>'")]
    public void Vocabulary_of_a_damaged_file_names_the_line(string content, string expected)
    {
        var path = Write("v.txt", content);
        Assert.Contains(expected, Assert.Throws<DataFormatException>(() => Vocabulary.Load(path)).Message);
    }

    [Fact]
    public void LoadCsv_gives_padded_batches_with_lengths_and_mask()
    {
        var train = Write("train.csv", "text,label\ngood good film,pos\nbad,neg\n,neg\ngood bad film film,pos\n");
        var test = Write("test.csv", "label,text\npos,good unseen\n");
        var data = TextData.LoadCsv(train, test);
        Assert.Equal(["neg", "pos"], data.ClassNames);
        Assert.Equal(["<pad>", "<unk>", "film", "good", "bad"], Enumerable.Range(0, data.Vocabulary.Count).Select(i => data.Vocabulary[i]));
        using var loader = data.Train.CreateLoader(new LoaderOptions { BatchSize = 4, Shuffle = false });
        using var batch = loader.Next();
        Assert.Equal([4L, 4], batch.Input.shape);
        Assert.Equal([3L, 3, 2, 0, 4, 0, 0, 0, 1, 0, 0, 0, 3, 4, 2, 2], batch.Input.to_array<long>());
        Assert.Equal([3L, 1, 1, 4], batch.Lengths!.to_array<long>());
        Assert.Equal(batch.Input.to_array<long>().Select(n => n != 0), batch.Mask!.to_array<bool>());
        Assert.Equal([1L, 0, 0, 1], batch.Target.to_array<long>());
        using var tests = data.Test.CreateLoader(new LoaderOptions { BatchSize = 1 });
        using var tested = tests.Next();
        Assert.Equal([3L, 1], tested.Input.to_array<long>());
    }

    [Fact]
    public void LoadCsv_without_test_file_sets_a_part_aside_that_does_not_shape_the_vocabulary()
    {
        var rows = Enumerable.Range(0, 50).Select(i => $"word{i} word{i} common,{i % 2}");
        var path = Write("all.csv", "text,label\n" + string.Join('\n', rows));
        var data = TextData.LoadCsv(path);
        Assert.Equal((40, 10), (data.Train.Count, data.Test.Count));
        Assert.Equal(2 + 40 + 1, data.Vocabulary.Count); // the special tokens, the words of the training texts, and the common one
        Assert.Equal(data.Test.Fingerprint, TextData.LoadCsv(path).Test.Fingerprint);
        var (train, validation) = data.SplitTrain(0.25, 1);
        Assert.Equal((30, 10), (train.Count, validation.Count));
    }

    [Fact]
    public void LoadCsv_cuts_long_texts_and_sorts_numbers_by_value()
    {
        var path = Write("n.csv", "a b c d e;10\nf g;9\nh;2\n");
        var data = TextData.LoadCsv(path, path, new TextDataOptions { HasHeader = false, TextColumn = "0", LabelColumn = "1", Separator = ';', MaxTokens = 3 });
        Assert.Equal(["2", "9", "10"], data.ClassNames);
        using var loader = data.Train.CreateLoader(new LoaderOptions { BatchSize = 3, Shuffle = false });
        using var batch = loader.Next();
        Assert.Equal([3L, 3], batch.Input.shape);
    }

    [Fact]
    public void LoadCsv_of_a_table_without_the_column_lists_its_columns()
    {
        var path = Write("x.csv", "review,stars\na,1\n");
        Assert.Contains("has no column 'text'; it has review, stars", Assert.Throws<DataFormatException>(() => TextData.LoadCsv(path)).Message);
    }

    [Fact]
    public void LoadCsv_of_test_texts_with_a_new_class_names_the_row()
    {
        var train = Write("train.csv", "text,label\na,x\nb,y\n");
        var test = Write("test.csv", "text,label\na,x\nb,z\n");
        Assert.Contains("row 2 has the class 'z', which no training text has", Assert.Throws<DataFormatException>(() => TextData.LoadCsv(train, test)).Message);
    }
}
