using System.Globalization;
using NasSharp.Torch.Data.Formats;
using NasSharp.Torch.Data.Text;

namespace NasSharp.Torch.Data;

/// <summary>Labelled texts with a vocabulary, divided into training and test texts. A text without a single token counts as one unknown token.</summary>
public sealed partial class TextData
{
    // What was test data once stays it, whatever a run's seed.
    private const long TestSeed = 0;

    private TextData(string name, Vocabulary vocabulary, TrainSplit train, TestSplit test, ValidationSplit? validation = null) =>
        (Name, Vocabulary, Train, Test, Validation) = (name, vocabulary, train, test, validation);

    /// <summary>The training file's name, or that of the data set.</summary>
    public string Name { get; }

    /// <summary>The numbers of tokens; stored beside trained weights.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The training texts.</summary>
    public TrainSplit Train { get; }

    /// <summary>The test texts.</summary>
    public TestSplit Test { get; }

    /// <summary>The validation texts, when the data set has such; null otherwise, see <see cref="SplitTrain"/>.</summary>
    public ValidationSplit? Validation { get; }

    /// <summary>The names of the classes, sorted; by value when all are whole numbers.</summary>
    public IReadOnlyList<string> ClassNames => Train.ClassNames;

    /// <summary>Number of classes.</summary>
    public int ClassCount => Train.ClassCount;

    /// <summary>Loads texts and classes from tables.</summary>
    /// <param name="trainPath">The training texts.</param>
    /// <param name="testPath">The test texts; null: a part of the training file, the same in every run, is set aside.</param>
    /// <param name="options">Columns, tokens and vocabulary.</param>
    /// <exception cref="DataFormatException">A file is no such table, lacks a column, or has a class that the training texts do not have.</exception>
    public static TextData LoadCsv(string trainPath, string? testPath = null, TextDataOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(trainPath);
        options ??= new TextDataOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTokens, 1);
        var name = Path.GetFileName(trainPath);
        var (texts, classes) = ReadTable(trainPath, options);
        string[] names = [.. classes.Distinct()];
        names = names.All(n => long.TryParse(n, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
            ? [.. names.OrderBy(n => long.Parse(n, CultureInfo.InvariantCulture)).ThenBy(n => n, StringComparer.Ordinal)]
            : [.. names.Order(StringComparer.Ordinal)];
        var labels = Number(classes, names, trainPath);

        if (testPath is not null)
        {
            var (testTexts, testClasses) = ReadTable(testPath, options);
            var vocabulary = options.Vocabulary ?? Build(texts, options);
            var train = Encode($"{name} (train)", texts, labels, names, vocabulary);
            return new TextData(name, vocabulary, new TrainSplit(train),
                new TestSplit(Encode($"{name} (test)", testTexts, Number(testClasses, names, testPath), names, vocabulary)));
        }
        return Divided(name, texts, labels, names, options);
    }

    /// <summary>Sets a part of the training texts aside as validation data, drawn from each class alike; see <see cref="TrainSplit.SplitOff"/>.</summary>
    /// <param name="validationFraction">The part for validation, in (0, 1).</param>
    /// <param name="seed">Decides which texts.</param>
    public (TrainSplit Train, ValidationSplit Validation) SplitTrain(double validationFraction, long seed) => Train.SplitOff(validationFraction, seed);

    // Test texts must not decide which tokens are known.
    private static TextData Divided(string name, string[][] texts, int[] labels, IReadOnlyList<string> names, TextDataOptions options)
    {
        var (kept, taken) = Stratified.Divide(new TrainSplit(Encode(name, texts, labels, names, Build([], options))), options.TestFraction, TestSeed);
        var known = options.Vocabulary ?? Build([.. kept.Select(i => texts[i])], options);
        var all = Encode(name, texts, labels, names, known);
        return new TextData(name, known, new TrainSplit(all, kept), new TestSplit(all, taken));
    }

    private static (string[][] Texts, string[] Classes) ReadTable(string path, TextDataOptions options)
    {
        var table = CsvFile.Read(path, options.HasHeader, options.Separator);
        var (text, label) = (table.IndexOf(options.TextColumn, path), table.IndexOf(options.LabelColumn, path));
        if (table.Rows.Count == 0)
            throw new DataFormatException(path, "holds a header but no rows");
        return ([.. table.Rows.Select(row => options.Tokenizer.Split(row[text]).Take(options.MaxTokens).ToArray())], [.. table.Rows.Select(row => row[label].Trim())]);
    }

    private static int[] Number(string[] classes, string[] names, string path)
    {
        var numbers = names.Select((name, number) => (name, number)).ToDictionary(p => p.name, p => p.number);
        return [.. classes.Select((c, row) => numbers.TryGetValue(c, out var number)
            ? number
            : throw new DataFormatException(path, $"row {row + 1} has the class '{c}', which no training text has"))];
    }

    private static Vocabulary Build(string[][] texts, TextDataOptions options) => Vocabulary.Build(texts, options.MinFrequency, options.MaxVocabulary);

    private static TextDataset Encode(string name, string[][] texts, int[] labels, IReadOnlyList<string> classNames, Vocabulary vocabulary) =>
        new(name, [.. texts.Select(t => t.Length == 0 ? [Vocabulary.Unknown] : vocabulary.Encode(t))], labels, classNames);
}
