using NasSharp.Spaces;
using NasSharp.Spaces.Binding;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;

namespace NasSharp.Supernets;

/// <summary>
/// Writes down, for any algorithm, what a search looks like from outside: the supernet once (<see cref="SupernetFile"/>) and the weights of its candidates over time
/// (<see cref="WeightFile"/>). It draws nothing and changes nothing of the run.
/// </summary>
internal sealed class SupernetRecorder(RunFolder folder, string trainer, Func<torch.nn.Module> model, Objective objective) : IDisposable
{
    private const string Learnt = "weights";
    private const string Drawn = "visits";

    private torch.nn.Module? _watched;
    private Mutator? _mutator;
    private WeightFile? _file;
    private DrawCounts? _draws;
    private string _kind = Drawn;
    private bool _training;

    /// <summary>Begins, or goes on where a checkpoint was written.</summary>
    public void Open(CheckpointSection? saved, long step, IReadOnlyList<KeyValuePair<string, double[]>> vectors)
    {
        _kind = vectors.Count > 0 ? Learnt : Drawn;
        if (Find() is not var (space, mutables, mutator))
            return;
        Attach(mutator);
        _draws = new DrawCounts(space);
        if (saved is not null)
            _draws.Load(saved);
        _file = new WeightFile(folder.At(WeightFile.Name), space, _kind, step);
        if (_kind == Learnt && _file.IsEmpty)
            Record(step, vectors);
    }

    /// <summary>Looks at the supernet before its first step, and counts what the step draws.</summary>
    public void BeginStep(Batch batch)
    {
        if (_file is null)
            return;
        if (!ReferenceEquals(_watched, model()))
            Look(batch);
        _training = true;
    }

    /// <summary>Counts no longer: what is drawn between steps trains nothing.</summary>
    public void EndStep() => _training = false;

    /// <summary>Writes a frame.</summary>
    public void Record(long step, IReadOnlyList<KeyValuePair<string, double[]>> vectors)
    {
        if (_file is null || _mutator is null)
            return;
        var space = _mutator.Space;
        var weights = _kind == Learnt ? Weights(space, vectors) : _draws!.Shares();
        if (weights.Length == _file.Slots)
            _file.Append(step, weights, _kind == Learnt ? ChosenSlots.Of(_mutator.Export()) : ChosenSlots.OfStrongest(space, weights));
    }

    /// <summary>Keeps what a resumption needs.</summary>
    public void Save(CheckpointSection section)
    {
        _file?.FlushToDisk();
        if (_kind == Drawn)
            _draws?.Save(section);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (_mutator is not null)
            _mutator.Decided = null;
        _file?.Dispose();
    }

    private void Look(Batch batch)
    {
        _watched = model();
        if (Find() is not var (space, mutables, mutator))
            return;
        Attach(mutator);
        var path = folder.At(SupernetFile.Name);
        if (!SupernetFile.Describes(path, _watched))
            SupernetFile.Write(path, SupernetGraph.Of(_watched, space, mutables, mutator, objective, batch), trainer, _kind);
    }

    private void Attach(Mutator mutator)
    {
        if (_mutator is not null)
            _mutator.Decided = null;
        _mutator = mutator;
        if (_kind == Drawn)
            mutator.Decided = executions =>
            {
                if (_training)
                    _draws?.Count(executions);
            };
    }

    private (SearchSpace Space, IReadOnlyList<MutableEntry> Mutables, Mutator Mutator)? Find()
    {
        var (space, mutables) = ModelScan.Of(model());
        return mutables is [var first, ..] && first.Mutable.Binding.Mutator is { } mutator ? (space, mutables, mutator) : null;
    }

    private static float[] Weights(SearchSpace space, IReadOnlyList<KeyValuePair<string, double[]>> vectors)
    {
        var byKey = vectors.ToDictionary(StringComparer.Ordinal);
        return [.. space.Choices.SelectMany(c => byKey.TryGetValue(c.Key, out var vector) && vector.Length == c.Candidates.Count
            ? vector.Select(v => (float)v)
            : Enumerable.Repeat(float.NaN, c.Candidates.Count))];
    }
}
