using NasSharp.Torch.Data.Text;

namespace NasSharp.Torch.Data;

public sealed partial class TextData
{
    private static readonly string[] FiveSentiments = ["very negative", "negative", "neutral", "positive", "very positive"];
    private static readonly string[] TwoSentiments = ["negative", "positive"];

    /// <summary>
    /// Loads the Stanford Sentiment Treebank (Socher et al. 2013) from the files <c>train.txt</c>, <c>dev.txt</c> and <c>test.txt</c> of its folder
    /// <c>trees</c>, each plain or with <c>.gz</c> behind. The vocabulary comes from the training file.
    /// </summary>
    /// <param name="folder">The folder with the three files.</param>
    /// <param name="options">The task; null: five classes, all phrases.</param>
    /// <exception cref="FileNotFoundException">A file is missing; the message says where to get it.</exception>
    /// <exception cref="DataFormatException">A line is no tree.</exception>
    public static TextData LoadSentimentTrees(string folder, SentimentOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new SentimentOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Text.MaxTokens, 1);
        var five = options.Classes == SentimentClasses.Five;
        var (name, names) = five ? ("sst-5", FiveSentiments) : ("sst-2", TwoSentiments);
        var train = Samples(folder, "train.txt", options, options.TrainingPhrases);
        var validation = Samples(folder, "dev.txt", options, options.ValidationPhrases);
        var test = Samples(folder, "test.txt", options, phrases: false);
        var vocabulary = options.Text.Vocabulary ?? Build(train.Sentences, options.Text);
        TextDataset Encoded(string part, SentimentSamples samples) => Encode($"{name} ({part})", samples.Texts, samples.Labels, names, vocabulary);
        return new TextData(name, vocabulary, new TrainSplit(Encoded("train", train)), new TestSplit(Encoded("test", test)),
            new ValidationSplit(Encoded("dev", validation)));
    }

    private static SentimentSamples Samples(string folder, string file, SentimentOptions options, bool phrases)
    {
        string[] places = [Path.Combine(folder, file), Path.Combine(folder, file + ".gz")];
        var path = places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException(
            $"{places[0]} is missing; unpack https://nlp.stanford.edu/sentiment/trainDevTestTrees_PTB.zip and give its folder 'trees'.", places[0]);
        var (sentences, texts, labels) = (new List<string[]>(), new List<string[]>(), new List<int>());
        foreach (var tree in SentimentTree.Read(path))
        {
            string[] words = [.. options.Text.Tokenizer.Lowercase ? tree.Words.Select(w => w.ToLowerInvariant()) : tree.Words];
            sentences.Add(words);
            foreach (var phrase in phrases ? tree.Phrases : tree.Phrases.TakeLast(1))
            {
                if (options.Classes == SentimentClasses.Two && phrase.Label == SentimentTree.Labels / 2)
                    continue;
                texts.Add(words[phrase.Start..(phrase.Start + Math.Min(phrase.Length, options.Text.MaxTokens))]);
                labels.Add(options.Classes == SentimentClasses.Five ? phrase.Label : phrase.Label > SentimentTree.Labels / 2 ? 1 : 0);
            }
        }
        return texts.Count > 0 ? new SentimentSamples([.. sentences], [.. texts], [.. labels])
            : throw new DataFormatException(path, "holds neutral trees only, which the task of two classes leaves out");
    }

    // A word counts once for each sentence it is in, not once for each phrase.
    private sealed record SentimentSamples(string[][] Sentences, string[][] Texts, int[] Labels);
}
