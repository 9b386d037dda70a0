using System.Text.Json.Nodes;
using NasSharp.OneShot.RandomSharing;
using NasSharp.OneShot.Ranking;
using NasSharp.Retraining;
using NasSharp.Spaces;
using NasSharp.Tests.OneShot.Contract;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Progress;
using NasSharp.Training.Runs;

namespace NasSharp.Tests.OneShot.Ranking;

[Collection(nameof(ProcessWide))]
public sealed class RankingStudyTests : RunFolderTest
{
    private static readonly RankingOptions Small = new()
    {
        Networks = 4,
        Training = new RetrainOptions { Epochs = 2, BatchSize = 8, LearningRate = 0.1, CutoutLength = 0, DropPathProbability = 0, Augmentation = ImageAugmentation.None },
        RecalibrationBatches = 2,
        Resamples = 200,
    };

    private RankingReport Study(string folder, RankingOptions? options = null, Events? events = null, long seed = 7, CancellationToken cancel = default)
    {
        var run = Options("") with { Seed = seed, Progress = events };
        using var supernet = (Options("") with { Seed = 1 }).Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        var task = new RankingTask { Supernet = supernet, Network = () => new TinySupernet(), Objective = m => Objectives.Classification(m), Train = train, Validation = validation };
        return RankingStudy.Run(task, At(folder), options ?? Small, run, cancel);
    }

    [Fact]
    public void Every_network_has_both_scores_and_its_cost()
    {
        var report = Study("a");
        Assert.Equal(4, report.Networks.Select(n => n.Architecture.Hash).Distinct().Count());
        Assert.All(report.Networks, n =>
        {
            Assert.InRange(n.StandAlone, 0, 1);
            using var model = new TinySupernet();
            FixedArchitecture.Apply(model, n.Architecture);
            Assert.Equal(model.parameters().Sum(p => p.numel()), n.Parameters);
            Assert.True(n.Flops > 0);
        });
        Assert.Equal(report.ToMarkdown(), File.ReadAllText(At("a", RankingStudy.TableFile)));
        Assert.Equal(report.Verdict, (string?)JsonNode.Parse(File.ReadAllText(At("a", RankingStudy.ReportFile)))!["verdict"]);
    }

    [Fact]
    public void Stand_alone_training_is_judged_on_validation_data_and_starts_from_fresh_weights()
    {
        var report = Study("a");
        var first = report.Networks[0];
        var run = Options("own") with { Folder = null };
        using var model = run.Create(() => new TinySupernet());
        FixedArchitecture.Apply(model, first.Architecture);
        var (train, validation) = TinyData.Split();
        var objective = Objectives.Classification(model);
        using var trainer = new Retrainer(model, objective, train, TinyData.Test(), Small.Training, run);
        trainer.Train();
        Assert.Equal(Evaluation.Run(objective, model, validation)["accuracy"], first.StandAlone, 1e-9);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(13)]
    [InlineData(20)]
    public void Cancelled_study_goes_on_to_the_same_report(int afterSteps)
    {
        Study("whole");
        var steps = 0;
        using var cancel = new CancellationTokenSource();
        var events = new Events(e =>
        {
            if (e is StepDone && ++steps == afterSteps)
                cancel.Cancel();
        });
        Assert.Throws<TrainingCancelledException>(() => Study("cut", events: events, cancel: cancel.Token));
        Assert.False(File.Exists(At("cut", RankingStudy.ReportFile)));
        var resumed = new Events();
        Study("cut", events: resumed);
        Assert.Equal(32 - afterSteps, resumed.Of<StepDone>().Count());
        Assert.Equal(File.ReadAllText(At("whole", RankingStudy.ReportFile)), File.ReadAllText(At("cut", RankingStudy.ReportFile)));
    }

    [Fact]
    public void Finished_study_is_not_trained_again()
    {
        Study("a");
        var again = new Events();
        Study("a", events: again);
        Assert.Empty(again.Of<StepDone>());
        Assert.DoesNotContain(again.Of<PhaseProgress>(), p => p.Phase == "networks in the supernet");
    }

    [Fact]
    public void Study_of_another_seed_or_number_in_the_same_folder_is_refused()
    {
        Study("a");
        Assert.Contains("seed 7, now it is 8", Assert.Throws<RunFolderException>(() => Study("a", seed: 8)).Message);
        Assert.Contains("number of networks 4, now it is 5", Assert.Throws<RunFolderException>(() => Study("a", Small with { Networks = 5 })).Message);
    }

    [Fact]
    public void Trained_supernet_of_the_planted_task_ranks_as_training_alone_does()
    {
        var run = Options("") with { Folder = null, Seed = 3 };
        using var supernet = run.Create(() => new PlantedSupernet());
        var (train, validation) = PlantedSupernet.Data(3);
        using (var trainer = new RandomSharingTrainer(supernet, Objectives.Classification(supernet), train, validation, new RandomSharingOptions
        {
            Epochs = 15, BatchSize = 32, LearningRate = 0.1, Augmentation = ImageAugmentation.None, Screened = 4, ScreeningBatches = 1, Finalists = 1, RecalibrationBatches = 1, PathsEachEpoch = 0,
        }, run))
            trainer.Train();
        var task = new RankingTask { Supernet = supernet, Network = () => new PlantedSupernet(), Objective = m => Objectives.Classification(m), Train = train, Validation = validation };
        var report = RankingStudy.Run(task, At("study"), Small with
        {
            Networks = 16, Score = "loss", HigherIsBetter = false, Training = Small.Training with { Epochs = 10, BatchSize = 32 },
        }, run);
        Assert.InRange(report[RankingReport.Supernet].KendallTau.Low, 0.3, 1);
        Assert.Equal(0, report[RankingReport.Supernet].Regret[1].Value);
        Assert.StartsWith("The supernet cannot be compared with counting parameters", report.Verdict);
    }

    [Fact]
    public void Score_that_is_not_measured_names_those_that_are()
        => Assert.Contains("'f1'", Assert.Throws<TrainingException>(() => Study("a", Small with { Score = "f1" })).Message);
}
