using System.Text.Json.Nodes;
using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot.Spos;

/// <summary>
/// Single path one-shot (Guo et al. 2020): the supernet is trained along single random paths, then an evolution looks for the architecture that does best with the shared
/// weights on validation data, each measured with batch-norm statistics of its own. Paths may be drawn in cost bins or with strict fairness; the evolution keeps limits on FLOPs,
/// parameters or latency. A run that is killed goes on in the middle of the training or of the evolution.
/// </summary>
public sealed class SposTrainer : PathTrainer<SposResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "spos";

    private readonly SposOptions _options;
    private readonly IReadOnlyList<ArchitectureLimit> _limits;
    private readonly CostBins? _bins;
    private readonly FairRounds? _rounds;
    private readonly PathCounts _counts;
    private readonly RandomStream _paths;

    /// <summary>Prepares a search.</summary>
    /// <param name="model">The supernet; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The loss, and the metric that decides.</param>
    /// <param name="train">Data for the weights.</param>
    /// <param name="validation">Data on which architectures are compared.</param>
    /// <param name="options">How to search; null: the paper's values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <param name="limits">What the architectures of the evolution may cost; null: anything.</param>
    /// <param name="bins">Draws the paths of the training evenly over their cost; null: uniformly over all architectures.</param>
    /// <exception cref="ArgumentException">An option is out of its range, a batch larger than the training data, no architecture keeps the limits, or bins are combined with strict fairness.</exception>
    /// <exception cref="SearchSpaceException">The model has no choices, or they cannot be used.</exception>
    public SposTrainer(
        torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, SposOptions? options = null, RunOptions? run = null,
        IReadOnlyList<ArchitectureLimit>? limits = null, CostBins? bins = null)
        : base(Name, model, objective, train, validation, options ??= new SposOptions(), streams => new RandomMutator(model, streams["paths"]), run)
    {
        (_options, _bins) = (options, bins);
        _limits = [.. limits ?? [], .. options.Hardware is { Limit: { } most } hardware ? [new ArchitectureLimit(hardware.Cost, most)] : (ArchitectureLimit[])[]];
        try
        {
            if (bins is not null && bins.Costs.Space.Fingerprint != Mutator.Space.Fingerprint)
                throw new ArgumentException("The cost bins belong to another space than the model; count the costs of the same model.", nameof(bins));
            if (bins is not null && options.Sampling != PathSampling.Uniform)
                throw new ArgumentException($"Cost bins and {nameof(SposOptions.Sampling)} = {options.Sampling} exclude each other: a fair round leaves no path to choose; drop one of them.", nameof(bins));
            _rounds = options.Sampling == PathSampling.StrictFairness ? new FairRounds(Mutator.Space) : null;
            DemandFeasible();
        }
        catch
        {
            Dispose();
            throw;
        }
        _counts = new PathCounts(Mutator.Space);
        _paths = Streams["paths"];
        Keep("path_counts", _counts);
    }

    /// <summary>Runs the paths.</summary>
    public RandomMutator Mutator => (RandomMutator)Supernet;

    /// <summary>How often each candidate of each choice was trained, by key; with strict fairness equally often after every step.</summary>
    public IReadOnlyDictionary<string, long[]> CandidateCounts => _counts.All;

    /// <inheritdoc/>
    protected internal override JsonObject Describe()
    {
        var description = base.Describe();
        // A limit is known by its name, its ends and what the first architecture costs.
        var first = Mutator.Space.First();
        description["limits"] = new JsonObject(_limits.Select((l, i) => KeyValuePair.Create($"{i}", (JsonNode?)FormattableString.Invariant($"{l}; the first architecture {l.Cost(first)}"))));
        description["bins"] = _bins is null ? null : FormattableString.Invariant($"{_bins.Count} of {_bins.Costs.Name} from {_bins.Least} to {_bins.Most}, {_bins.Tries} tries; the first architecture {_bins.Costs.Of(first)}");
        return description;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() =>
        _bins is null ? base.LineValues() : [.. base.LineValues(), KeyValuePair.Create("paths_outside_bins", (double)_counts.OutsideBins)];

    /// <inheritdoc/>
    protected internal override JsonObject Print(SposResult result)
    {
        var file = base.Print(result);
        file["generations"] = new JsonArray([.. result.Generations.Select(g => ResultFile.Numbers(Numbers(g)))]);
        return file;
    }

    private protected override BatchResult TrainPaths(Batch batch)
    {
        if (_rounds is null)
        {
            Mutator.Fix(Counted(_bins is null ? Mutator.Space.Sample(_paths) : FromBin(_bins)));
            return Update.Apply(() => Objective(batch));
        }
        return Update.ApplySum([.. _rounds.Draw(_paths).Select(path => (Func<BatchResult>)(() =>
        {
            Mutator.Fix(Counted(path));
            return Objective(batch);
        }))]);
    }

    private protected override SposResult Compare(CancellationToken cancel)
    {
        var (progress, done, generations) = (Progress("evolution"), 0, new List<SposGeneration>());
        // A stream of its own, from its beginning: when the evolution is begun again after a kill, it draws the same.
        var random = new RandomStream(Run.Seed, "evolution");
        var evolution = new SposEvolution(Mutator.Space, _options, Allowed, random);
        var scored = evolution.Run(
            architecture =>
            {
                var result = Measure(architecture, cancel);
                progress(++done, _options.Generations * _options.Population);
                return result;
            },
            Ranked,
            generation =>
            {
                generations.Add(generation);
                Recorder?.Record(Step, Epoch, "evolution", [KeyValuePair.Create("generation", (double)generations.Count), .. Numbers(generation)]);
            });
        if (scored.Count == 0)
            throw new TrainingException($"No architecture was found that keeps the limits ({string.Join(", ", _limits)}) in {SposEvolution.RandomTries(_options)} draws for each place; widen them, or raise {nameof(SposOptions.TriesPerChild)}.");
        return new SposResult { Candidates = Ranked(scored), Generations = generations, Epochs = Epoch, Steps = Step, Elapsed = Elapsed };
    }

    private protected override SposResult Parse(JsonObject file, RankedSearchResult found) => new(found, [.. new ResultFile(file, Folder!.Result).List("generations").Select(g =>
        new SposGeneration((int)g.Get<double>("measured"), g.Get<double>("best"), g.Get<double>("mean"), (int)g.Get<double>("duplicates"), (int)g.Get<double>("beyond_limits")))]);

    private protected override IEnumerable<KeyValuePair<string, double>> Costs(Architecture architecture) =>
        base.Costs(architecture).Concat(_limits.Select(l => KeyValuePair.Create(l.Name, l.Cost(architecture)))).Concat(_bins is null ? [] : [KeyValuePair.Create(_bins.Costs.Name, _bins.Costs.Of(architecture))])
            .DistinctBy(c => c.Key, StringComparer.Ordinal);

    private static Dictionary<string, double> Numbers(SposGeneration g) => new()
    {
        ["measured"] = g.Measured,
        ["best"] = g.Best,
        ["mean"] = g.Mean,
        ["duplicates"] = g.Duplicates,
        ["beyond_limits"] = g.BeyondLimits,
    };

    private bool Allowed(Architecture architecture) => _limits.All(l => l.Allows(architecture));

    private Architecture Counted(Architecture path)
    {
        _counts.Add(path);
        return path;
    }

    private Architecture FromBin(CostBins bins)
    {
        var (least, most) = bins.Bin(_paths.Next(bins.Count));
        for (var tries = 0; tries < bins.Tries; tries++)
        {
            var path = Mutator.Space.Sample(_paths);
            if (bins.Costs.Of(path) is var cost && cost >= least && cost <= most)
                return path;
        }
        _counts.OutsideBins++;
        return Mutator.Space.Sample(_paths);
    }

    // Better now than after days of training.
    private void DemandFeasible()
    {
        if (_limits.Count == 0)
            return;
        var random = new RandomStream(Run.Seed, "limits");
        var (tries, drawn) = (SposEvolution.RandomTries(_options), new List<Architecture>());
        while (drawn.Count < tries)
        {
            drawn.Add(Mutator.Space.Sample(random));
            if (Allowed(drawn[^1]))
                return;
        }
        throw new ArgumentException($"None of {tries} random architectures keeps all limits: {string.Join("; ", _limits.Select(l => FormattableString.Invariant($"{l}, drawn were {drawn.Min(l.Cost)} to {drawn.Max(l.Cost)}")))}. Widen the limits, or raise {nameof(SposOptions.TriesPerChild)}.");
    }
}
