using NasSharp.Spaces;
using NasSharp.Spaces.Exploration;
using NasSharp.Training;

namespace NasSharp.Tuners.Tpe;

/// <summary>
/// The density of the decisions for one choice, from the architectures in which the choice was active: of a layer choice the frequencies of its candidates; of
/// inputs in any number, the frequency of each; of some of the inputs, draws without replacement in proportion to how often each was taken.
/// </summary>
internal sealed class DecisionDensity
{
    private readonly Choice _choice;
    private readonly double[] _weights; // probabilities of candidates; of inputs in any number, of being taken; else relative weights

    public DecisionDensity(Choice choice, int index, IEnumerable<Architecture> seen, double prior)
    {
        _choice = choice;
        var count = choice.Candidates.Count;
        _weights = new double[count];
        var times = 0;
        foreach (var architecture in seen)
        {
            if (architecture.At(index) is not { } decision)
                continue;
            times++;
            foreach (var taken in decision.Selected)
                _weights[taken]++;
        }
        var anyNumber = choice.Kind == ChoiceKind.InputChoice && choice.ChosenCount is null;
        var total = anyNumber ? times + prior : Math.Max(1, choice.ChosenCount ?? 1) * times + prior;
        for (var i = 0; i < count; i++)
            _weights[i] = (_weights[i] + prior * (anyNumber ? 0.5 : 1.0 / count)) / total;
    }

    public Decision Sample(RandomStream random)
    {
        if (_choice.Kind == ChoiceKind.LayerChoice)
            return Decision.One(Draw(random, _weights));
        if (_choice.ChosenCount is not { } number)
            return Decision.FromMask([.. _weights.Select(w => random.NextDouble() < w)]);
        if (number == _weights.Length)
            return ChoiceOptions.First(_choice);
        var (left, taken) = (_weights.ToArray(), new List<int>());
        while (taken.Count < number)
        {
            taken.Add(Draw(random, left));
            left[taken[^1]] = 0;
        }
        return Decision.Many(taken);
    }

    /// <summary>The logarithm of the density; of some of the inputs up to a number that is the same for all decisions.</summary>
    public double Log(Decision decision) => _choice.Kind == ChoiceKind.InputChoice && _choice.ChosenCount is null
        ? _weights.Select((w, i) => Math.Log(decision.Selects(i) ? w : 1 - w)).Sum()
        : decision.Selected.Sum(i => Math.Log(_weights[i]));

    private static int Draw(RandomStream random, double[] weights)
    {
        var place = random.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Length; i++)
        {
            place -= weights[i];
            if (place < 0)
                return i;
        }
        return Array.FindLastIndex(weights, w => w > 0); // rounding
    }
}
