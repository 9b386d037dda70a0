using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.OneShot;

/// <summary>
/// A mutator that mixes all candidates with a relaxed sample of its alphas, drawn anew at every reset. An evaluation mixes them with the mean weights.
/// </summary>
public abstract class RelaxedMutator : GumbelMutator
{
    private readonly Dictionary<string, torch.Tensor> _samples = new(StringComparer.Ordinal);

    private protected RelaxedMutator(torch.nn.Module model, RandomStream random, RandomStream noise)
        : base(model, random, noise)
    {
    }

    /// <summary>The weights that the last reset sampled, by key, [N]; they live as long as the step.</summary>
    internal IReadOnlyDictionary<string, torch.Tensor> Samples => _samples;

    private protected sealed override IReadOnlyList<Execution?> Sample()
    {
        _samples.Clear();
        return [.. Space.Choices.Select(Sample)];
    }

    private Execution Sample(Choice choice)
    {
        var count = choice.Candidates.Count;
        if (Vector(choice) is not { } alpha)
            return Execution.Select(Open(choice.Key));
        var weights = Relax(choice, alpha, IsBinary(choice) ? Noise.Binary(count) : Noise.Categorical(count));
        _samples.Add(choice.Key, weights);
        return Mixed(choice, weights);
    }
}
