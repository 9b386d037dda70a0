using NasSharp.Retraining;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Training.Progress;
using NasSharp.Training.Runs;

namespace NasSharp.Morphing;

/// <summary>
/// Runs a search over networks that grow: each network is built from its parent's trained weights, trained, and measured on the validation data. A run that was
/// cancelled or killed goes on where it was.
/// </summary>
public static class GrowthRun
{
    private const string Model = "model.safetensors";

    /// <summary>Searches.</summary>
    /// <param name="search">A fresh search.</param>
    /// <param name="train">Data for the weights.</param>
    /// <param name="validation">Data that the networks are measured on.</param>
    /// <param name="options">How long; null: the defaults.</param>
    /// <param name="run">Seed, device, progress, and the folder, which must be named, and whether the search in it is resumed.</param>
    /// <param name="objective">The loss and metrics of a network; null: classification.</param>
    /// <param name="cancel">Ends the search; what is done is kept.</param>
    /// <returns>All networks in the order in which they were trained; the best is the one with the highest score.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or no folder is named.</exception>
    /// <exception cref="RunFolderException">The folder holds a search and none was to be resumed, or another one was.</exception>
    /// <exception cref="TrainingException">The score is not among the metrics.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static IReadOnlyList<GrownNetwork> Run(INetworkSearch search, TrainSplit train, ValidationSplit validation, GrowthOptions? options = null, RunOptions? run = null,
        Func<PlannedNetwork, Objective>? objective = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        options ??= new GrowthOptions();
        options.Validate();
        run ??= new RunOptions();
        run.Validate();
        var journal = new GrowthJournal(run.Folder ?? throw new ArgumentException($"{nameof(RunOptions.Folder)} is not named; children take over weights that lie there.", nameof(run)), run.Resume);
        Repeat(search, journal);
        objective ??= network => Objectives.Classification(network);
        while (journal.Networks.Count < options.Networks)
        {
            cancel.ThrowIfCancellationRequested();
            var proposal = search.Ask() ?? throw new InvalidOperationException($"{search.GetType().Name} waits although nothing is running.");
            var score = Train(proposal, journal, train, validation, options, run, objective, cancel);
            search.Tell(proposal.Id, score);
            journal.Add(new GrownNetwork(proposal.Id, proposal.Plan, proposal.Parent, proposal.Change, score, journal.FolderOf(proposal.Id)));
            run.Progress?.Report(new PhaseProgress("networks", journal.Networks.Count, options.Networks));
        }
        return journal.Networks;
    }

    /// <summary>Loads a network with its trained weights.</summary>
    public static PlannedNetwork Load(GrownNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new PlannedNetwork(network.Plan).load(Path.Combine(network.Folder, Model));
    }

    private static void Repeat(INetworkSearch search, GrowthJournal journal)
    {
        foreach (var network in journal.Networks)
        {
            var proposal = search.Ask();
            if (proposal?.Id != network.Id || !proposal.Plan.Equals(network.Plan))
                throw new RunFolderException($"Network {network.Id} of the folder is {network.Plan}, now it would be {proposal?.Plan}; resume with the same search, options and seed.");
            search.Tell(network.Id, network.Score);
        }
    }

    private static double? Train(NetworkProposal proposal, GrowthJournal journal, TrainSplit train, ValidationSplit validation, GrowthOptions options, RunOptions run,
        Func<PlannedNetwork, Objective> objective, CancellationToken cancel)
    {
        using var parent = proposal.Parent is { } id ? Load(journal.Networks.First(n => n.Id == id)) : null;
        using var network = proposal.Build(parent, run.Seed);
        var training = options.Training with { LearningRate = proposal.LearningRate ?? options.Training.LearningRate };
        var own = run with { Folder = journal.FolderOf(proposal.Id), Resume = true, TensorBoard = false };
        IReadOnlyDictionary<string, double> reached;
        try
        {
            using var trainer = Retrainer.JudgedOn(validation, network, objective(network), train, training, own);
            reached = trainer.Train(cancel).Test;
        }
        catch (TrainingException)
        {
            return null; // a network that cannot be trained is a result
        }
        if (!reached.TryGetValue(options.Score, out var score))
            throw new TrainingException($"The score '{options.Score}' is not measured; measured are {string.Join(", ", reached.Keys)}.");
        return double.IsFinite(score) ? score : null;
    }
}
