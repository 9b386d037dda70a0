using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.OneShot.Gdas;

/// <summary>
/// GDAS's sampler: every layer choice runs the one candidate with the largest alpha + G. Forward the candidate's output passes unweighted; backward the
/// gradient goes through the relaxed sample, and only through its sampled entry, because nothing else was computed. A step thus costs the time and memory
/// of one path. Input choices take all their sources until the architecture is derived; where any number is allowed, or a source has no key, they are
/// sampled too. An evaluation runs the derived path.
/// </summary>
public sealed class GdasMutator : GumbelMutator
{
    /// <summary>Takes hold of a model's choices.</summary>
    /// <param name="model">The supernet.</param>
    /// <param name="random">Draws the first alphas.</param>
    /// <param name="noise">Draws the samples.</param>
    /// <exception cref="SearchSpaceException">The model has no layer choice, its choices contradict each other, or they are held already.</exception>
    public GdasMutator(torch.nn.Module model, RandomStream random, RandomStream noise)
        : base(model, random, noise)
    {
    }

    internal override bool MixesAll => false;

    internal override void FixForEvaluation() => Fix(Export());

    private protected override IReadOnlyList<Execution?> Sample()
    {
        var logits = ReadAlphas();
        return [.. Space.Choices.Select(choice => logits.TryGetValue(choice.Key, out var own) ? Sample(choice, own) : Execution.All(choice.Candidates.Count))];
    }

    private Execution Sample(Choice choice, ReadOnlyMemory<double> logits)
    {
        var (noise, chosen) = IsBinary(choice) ? SampleEach(logits) : SampleSome(logits, choice.Kind == ChoiceKind.LayerChoice ? 1 : choice.ChosenCount!.Value);
        if (!Learning)
            return Execution.Select(chosen);
        var relaxed = Relax(choice, Vector(choice)!, noise);
        // Value 0 or 1, gradient that of the relaxed sample (section 3.2 of the paper).
        var hard = torch.tensor(Array.ConvertAll(chosen, c => c ? 1f : 0), relaxed.dtype, relaxed.device);
        var gates = hard + (relaxed - relaxed.detach());
        // Sources are there anyway: those that are not taken tell their gates something too.
        return choice.Kind == ChoiceKind.LayerChoice ? Execution.Gate(chosen, gates) : Execution.Mix(gates);
    }

    private (double[] Noise, bool[] Chosen) SampleEach(ReadOnlyMemory<double> logits)
    {
        var noise = Noise.Binary(logits.Length);
        return (noise, [.. noise.Select((n, i) => logits.Span[i] + n > 0)]);
    }

    private (double[] Noise, bool[] Chosen) SampleSome(ReadOnlyMemory<double> logits, int count)
    {
        var (noise, sample) = Noise.Relaxed(logits, Temperature);
        var taken = Enumerable.Range(0, sample.Length).OrderByDescending(i => logits.Span[i] + noise[i]).Take(count).ToHashSet();
        return (noise, [.. sample.Select((_, i) => taken.Contains(i))]);
    }
}
