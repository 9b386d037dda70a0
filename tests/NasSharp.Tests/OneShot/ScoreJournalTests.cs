using NasSharp.OneShot;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;

namespace NasSharp.Tests.OneShot;

public sealed class ScoreJournalTests : RunFolderTest
{
    private static readonly Dictionary<string, double> Metrics = new() { ["loss"] = 0.1 + 0.2, ["accuracy"] = double.NaN };

    [Fact]
    public void Scores_survive_to_the_last_bit()
    {
        using var net = torch.nn.Linear(2, 2);
        using (var journal = new ScoreJournal(At("scores.jsonl"), net))
            journal.Add("a", Metrics);
        using var again = new ScoreJournal(At("scores.jsonl"), net);
        Assert.Equal(Metrics, again.Find("a"));
        Assert.Null(again.Find("b"));
    }

    [Fact]
    public void Half_a_line_is_cut_off_and_written_again()
    {
        using var net = torch.nn.Linear(2, 2);
        using (var journal = new ScoreJournal(At("scores.jsonl"), net))
        {
            journal.Add("a", Metrics);
            journal.Add("b", Metrics);
        }
        var whole = File.ReadAllBytes(At("scores.jsonl"));
        File.WriteAllBytes(At("scores.jsonl"), whole[..^9]);
        using (var journal = new ScoreJournal(At("scores.jsonl"), net))
        {
            Assert.Equal(1, journal.Count);
            journal.Add("b", Metrics);
        }
        Assert.Equal(whole, File.ReadAllBytes(At("scores.jsonl")));
    }

    [Fact]
    public void Journal_of_other_weights_is_begun_anew()
    {
        using var net = torch.nn.Linear(2, 2);
        using (var journal = new ScoreJournal(At("scores.jsonl"), net))
            journal.Add("a", Metrics);
        using (torch.no_grad())
            net.weight.add_(1);
        using var again = new ScoreJournal(At("scores.jsonl"), net);
        Assert.Equal(0, again.Count);
    }

    [Fact]
    public void Without_a_file_scores_are_remembered()
    {
        using var net = torch.nn.Linear(2, 2);
        using var journal = new ScoreJournal(null, net);
        journal.Add("a", Metrics);
        Assert.Equal(Metrics, journal.Find("a"));
    }
}
