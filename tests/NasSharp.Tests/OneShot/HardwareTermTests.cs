using NasSharp.Hardware;
using NasSharp.OneShot;
using NasSharp.OneShot.Cdarts;
using NasSharp.OneShot.Darts;
using NasSharp.OneShot.Enas;
using NasSharp.OneShot.FBNet;
using NasSharp.OneShot.Gdas;
using NasSharp.OneShot.PcDarts;
using NasSharp.OneShot.PDarts;
using NasSharp.OneShot.Proxyless;
using NasSharp.OneShot.RandomSharing;
using NasSharp.OneShot.Snas;
using NasSharp.OneShot.Spos;
using NasSharp.OneShot.Smash;
using NasSharp.OneShot.SinglePath;
using NasSharp.OneShot.UnderstandingOneShot;
using NasSharp.Spaces;
using NasSharp.Tests.OneShot.Contract;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot;

/// <summary>What hardware terms promise of every method.</summary>
[Collection(nameof(ProcessWide))]
public sealed class HardwareTermTests : RunFolderTest
{
    public static TheoryData<string> Methods => ["darts", "darts second order", "p-darts", "cdarts", "pc-darts", "gdas", "snas", "fbnet", "proxyless full", "proxyless two", "proxyless reinforce", "random-sharing", "path-dropout", "single-path", "spos", "smash", "enas"];

    private static Architecture Search<TModel>(string method, TModel model, Func<torch.nn.Module<torch.Tensor, torch.Tensor>, Objective> loss, (TrainSplit Train, ValidationSplit Validation) data, HardwareObjective hardware, RunOptions run, int epochs)
        where TModel : torch.nn.Module<torch.Tensor, torch.Tensor>, new()
    {
        var objective = loss(model);
        using var second = new TModel();
        var (train, validation) = data;
        T Cut<T>(T options)
            where T : DifferentiableOptions => options with
            {
                Epochs = epochs, WarmupEpochs = 0, BatchSize = 8, LearningRate = 0.01, MinLearningRate = 0, ArchitectureLearningRate = 0.1, Augmentation = ImageAugmentation.None, Hardware = hardware, EvaluateEachEpoch = false,
            };
        T Paths<T>(T options)
            where T : PathOptions => options with
            {
                Epochs = epochs, BatchSize = 8, LearningRate = 0.01, RecalibrationBatches = 1, PathsEachEpoch = 0, Score = "loss", HigherIsBetter = false, Augmentation = ImageAugmentation.None, Hardware = hardware,
            };
        ProxylessOptions Proxyless(ProxylessGradient gradient) => Cut(new ProxylessOptions()) with { ArchitectureEvery = 1, Gradient = gradient, SamplesPerStep = 4 };
        using var trainer = method switch
        {
            "darts" => new DartsTrainer(model, objective, train, validation, Cut(new DartsOptions()), run),
            "darts second order" => new DartsTrainer(model, objective, train, validation, Cut(new DartsOptions { SecondOrder = true }), run),
            "p-darts" => new PDartsTrainer(_ => new PDartsNetwork(model, objective), train, validation, Cut(new PDartsOptions { Stages = [new PDartsStage(1, 0, 0)] }), run),
            "cdarts" => new CdartsTrainer(model, second, loss, train, validation, Cut(new CdartsOptions()), run),
            "pc-darts" => new PcDartsTrainer(model, objective, train, validation, Cut(new PcDartsOptions()), run),
            "gdas" => new GdasTrainer(model, objective, train, validation, Cut(new GdasOptions()), run),
            "snas" => new SnasTrainer(model, objective, train, validation, Cut(new SnasOptions()), run),
            "fbnet" => new FBNetTrainer(model, objective, train, validation, null, Cut(new FBNetOptions()), run),
            "proxyless full" => new ProxylessTrainer(model, objective, train, validation, Proxyless(ProxylessGradient.Full), run, m => -m["loss"]),
            "proxyless two" => new ProxylessTrainer(model, objective, train, validation, Proxyless(ProxylessGradient.TwoPaths), run, m => -m["loss"]),
            "proxyless reinforce" => new ProxylessTrainer(model, objective, train, validation, Proxyless(ProxylessGradient.Reinforce), run, m => -m["loss"]),
            "random-sharing" => new RandomSharingTrainer(model, objective, train, validation, new RandomSharingOptions
            {
                Epochs = epochs, BatchSize = 8, LearningRate = 0.01, Screened = 8, ScreeningBatches = 1, Finalists = 4, RecalibrationBatches = 1, PathsEachEpoch = 0, Score = "loss", HigherIsBetter = false,
                Augmentation = ImageAugmentation.None, Hardware = hardware,
            }, run),
            "path-dropout" => new PathDropoutTrainer(model, objective, train, validation, new PathDropoutOptions
            {
                Epochs = epochs, BatchSize = 8, LearningRate = 0.01, Candidates = 8, RecalibrationBatches = 1, PathsEachEpoch = 0, Score = "loss", HigherIsBetter = false,
                Augmentation = ImageAugmentation.None, Hardware = hardware,
            }, run),
            "single-path" => new SinglePathTrainer(model, objective, train, validation, Paths(new SinglePathOptions { Candidates = 4 }), run),
            "spos" => new SposTrainer(model, objective, train, validation, Paths(new SposOptions { Generations = 2, Population = 3, Parents = 2, Crossovers = 1, Mutations = 2 }), run),
            "smash" => new SmashTrainer(model, objective, train, validation, new SmashOptions
            {
                Epochs = epochs, BatchSize = 8, LearningRate = 0.01, Augmentation = ImageAugmentation.None, HyperLayers = 2, HyperGrowth = 6, Candidates = 3, Perturbations = 1, MarkovSteps = 1,
                RecalibrationBatches = 1, PathsEachEpoch = 0, Score = "loss", HigherIsBetter = false, Hardware = hardware,
            }, run),
            _ => (IDisposable)new EnasTrainer(model, objective, train, validation, new EnasOptions
            {
                Epochs = epochs, BatchSize = 8, LearningRate = 0.01, Controller = new EnasControllerOptions { HiddenSize = 8 }, ControllerSteps = 4, Candidates = 4, RecalibrationBatches = 1,
                Augmentation = ImageAugmentation.None, Hardware = hardware,
            }, run, m => -m["loss"]),
        };
        return trainer switch
        {
            DartsTrainer t => t.Train().Architecture,
            EnasTrainer t => t.Train().Architecture,
            SinglePathTrainer t => t.Train().Architecture,
            SposTrainer t => t.Train().Architecture,
            SmashTrainer t => t.Train().Architecture,
            PathTrainer<RankedSearchResult> t => t.Train().Architecture,
            DifferentiableTrainer<SearchResult> t => t.Train().Architecture,
            _ => throw new InvalidOperationException(method),
        };
    }

    // Candidates that are wanted most cost most; everything between the cheapest and the dearest network is tried as a limit.
    [Theory]
    [MemberData(nameof(Methods))]
    public void Exported_network_keeps_the_limit(string method)
    {
        foreach (var share in (double[])[0, 0.3, 0.7])
        {
            var run = Options($"run{share}");
            using var model = run.Create(() => new TinySupernet());
            var cost = CandidateProfiles.Parameters(model);
            var most = cost.Constant + cost.Rows.Sum(r => r.Value.Max());
            var limit = cost.Least + share * (most - cost.Least);
            var found = Search(method, model, m => Objectives.Classification(m), TinyData.Split(), new HardwareObjective(cost) { Limit = limit }, run, 1);
            Assert.True(cost.Of(found) <= limit, $"{found} costs {cost.Of(found)}, more than {limit}");
            Assert.Equal(found, ArchitectureFile.Read(At($"run{share}", "architecture.json"), cost.Space));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Among_equal_candidates_the_cheapest_is_found(string method)
    {
        for (var seed = 0; seed < 3; seed++)
        {
            var run = Options("") with { Folder = null, Seed = seed };
            using var model = run.Create(() => new EqualCandidates());
            // Dear enough to be heard over what moves all candidates alike where a method has "none".
            var cost = new CandidateCosts("flops", SearchSpace.Of(model), new Dictionary<string, IReadOnlyList<double>> { ["c"] = [3, 1.5, 2] }, 1);
            var hardware = new HardwareObjective(cost) { Penalty = HardwarePenalty.AddLinear(50, 2) };
            var found = Search(method, model, m => Objectives.Of(m, (output, _) => output.pow(2).mean()), Data(), hardware, run, 12);
            Assert.Equal(Decision.One(1), found["c"]);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Limit_that_no_network_keeps_is_refused_before_the_search(string method)
    {
        using var model = new TinySupernet();
        var cost = CandidateProfiles.Parameters(model);
        var hardware = new HardwareObjective(cost) { Limit = cost.Least - 1 };
        Assert.Contains("Limit is", Assert.Throws<ArgumentException>(() => Search(method, model, m => Objectives.Classification(m), TinyData.Split(), hardware, Options("run"), 1)).Message);
        // The model is free again.
        using var mutator = new RandomMutator(model, new RandomStream(1));
    }

    private static (TrainSplit Train, ValidationSplit Validation) Data()
    {
        using var scope = torch.NewDisposeScope();
        return new TrainSplit(new TensorDataset(torch.ones([32, 1]), torch.arange(32).remainder(2), ["a", "b"])).SplitOff(0.5, 1);
    }
}
