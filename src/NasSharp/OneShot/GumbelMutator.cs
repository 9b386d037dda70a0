using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.OneShot;

/// <summary>
/// A mutator that samples: the logits alpha of a choice and Gumbel noise G give softmax((alpha + G) / temperature), which tends to a one-hot sample of
/// softmax(alpha) as the temperature falls (Jang et al. 2017, Maddison et al. 2017). Optional inputs are sampled one by one, with the binary form
/// sigmoid((alpha + L) / temperature), L logistic. All noise comes from the run's own stream.
/// </summary>
public abstract class GumbelMutator : DifferentiableMutator
{
    private const int MostDraws = 1000;

    private bool _means;

    private protected GumbelMutator(torch.nn.Module model, RandomStream random, RandomStream noise)
        : base(model, random)
    {
        ArgumentNullException.ThrowIfNull(noise);
        Noise = new GumbelNoise(noise);
    }

    /// <summary>How far samples are from one-hot; more than 0, 1 at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a positive number.</exception>
    public double Temperature
    {
        get;
        set
        {
            if (value is not (> 0 and < double.PositiveInfinity))
                throw new ArgumentOutOfRangeException(nameof(value), value, "A temperature is a positive number.");
            field = value;
        }
    } = 1;

    /// <summary>The source of the noise.</summary>
    private protected GumbelNoise Noise { get; }

    /// <summary>
    /// An architecture drawn from the distribution that the alphas stand for: every layer choice by softmax(alpha), inputs as in <see cref="Mutator.Export"/>. Under the limit of a hardware objective
    /// draws beyond it are discarded, so that the distribution is the one given the limit; when none of 1000 draws keeps it, one of them is made cheaper, candidate by candidate.
    /// </summary>
    public Architecture Draw(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Architecture One() => ArchitectureDerivation.Derive(Space, key => OneHot(Weights(key), random.NextDouble()), key => Alphas.ContainsKey(key) ? Weights(key) : null);
        return HardwareLimit.Distinct(One, 1, MostDraws, Hardware, random)[0];
    }

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<Execution?> Decide() => _means ? [.. Space.Choices.Select(MeanExecution)] : Sample();

    /// <summary>One execution for each choice, sampled.</summary>
    private protected abstract IReadOnlyList<Execution?> Sample();

    /// <inheritdoc/>
    internal override void FixForEvaluation() => FixMeans(learning: false);

    /// <inheritdoc/>
    internal override void FixMeans(bool learning)
    {
        _means = true;
        base.FixMeans(learning);
        _means = false;
    }

    /// <summary>The relaxed sample that a vector and its noise give, [N]; gradients reach the vector.</summary>
    private protected torch.Tensor Relax(Choice choice, torch.Tensor alpha, double[] noise)
    {
        var scaled = (alpha + torch.tensor(Array.ConvertAll(noise, n => (float)n), alpha.dtype, alpha.device)) / Temperature;
        return IsBinary(choice) ? torch.sigmoid(scaled) : torch.softmax(scaled, 0);
    }

    /// <summary>Whether each source of the choice is taken or not for itself.</summary>
    private protected static bool IsBinary(Choice choice) => choice.Kind == ChoiceKind.InputChoice && choice.ChosenCount is null;

    private static double[] OneHot(double[] weights, double u)
    {
        var chosen = 0;
        for (var below = weights[0]; chosen < weights.Length - 1 && u >= below; below += weights[chosen])
            chosen++;
        return [.. weights.Select((_, i) => i == chosen ? 1.0 : 0)];
    }
}
