using NasSharp.Profiling;
using NasSharp.Spaces;
using static NasSharp.Torch.torch;

namespace NasSharp.Hardware;

/// <summary>
/// Counts what candidates cost by profiling derived networks: one with all first candidates, and one more for each other candidate. That the
/// costs add up is checked with the network of all last candidates.
/// </summary>
public static class CandidateProfiles
{
    /// <summary>Multiply-adds of every candidate, under the name <c>flops</c>.</summary>
    /// <param name="build">Makes the model with its choices open; called once for each candidate.</param>
    /// <param name="inputShape">The shape of an input with the batch, such as [1, 3, 224, 224].</param>
    /// <exception cref="CostException">The space has nested or input choices, or the counts do not add up.</exception>
    public static CandidateCosts Flops(Func<nn.Module<Tensor, Tensor>> build, params long[] inputShape) => Count("flops", p => p.Flops, build, inputShape);

    /// <summary>Numbers of weights of every candidate, under the name <c>parameters</c>.</summary>
    /// <param name="build">Makes the model with its choices open; called once for each candidate.</param>
    /// <param name="inputShape">The shape of an input with the batch, such as [1, 3, 224, 224].</param>
    /// <exception cref="CostException">The space has nested or input choices, or the counts do not add up.</exception>
    public static CandidateCosts Parameters(Func<nn.Module<Tensor, Tensor>> build, params long[] inputShape) => Count("parameters", p => p.Parameters, build, inputShape);

    /// <summary>
    /// Multiply-adds of every candidate of any space, under the name <c>flops</c>, from one forward pass on the meta device in which all of them run; choices inside candidates count for
    /// themselves. It is exact where a candidate's shapes do not depend on other choices.
    /// </summary>
    /// <param name="model">The supernet; no mutator may hold its choices; afterwards it is as it was.</param>
    /// <param name="inputShape">The shape of an input with the batch, such as [1, 3, 224, 224].</param>
    /// <exception cref="SearchSpaceException">The model's choices contradict each other or are held already.</exception>
    /// <exception cref="Torch.TorchException">The model does not accept the shape.</exception>
    public static CandidateCosts Flops(nn.Module<Tensor, Tensor> model, params long[] inputShape) => SupernetCosts.Flops(model, inputShape);

    /// <summary>Numbers of weights of every candidate of any space, under the name <c>parameters</c>; choices inside candidates count for themselves.</summary>
    /// <exception cref="SearchSpaceException">The model's choices contradict each other.</exception>
    public static CandidateCosts Parameters(nn.Module model) => SupernetCosts.Parameters(model);

    private static CandidateCosts Count(string name, Func<ModelProfile, double> count, Func<nn.Module<Tensor, Tensor>> build, long[] inputShape)
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(inputShape);
        SearchSpace space;
        using (var model = build())
            space = SearchSpace.Of(model);
        if (space.Choices.FirstOrDefault(c => c.Kind != ChoiceKind.LayerChoice || c.ActiveWhen.Count > 0) is { } odd)
            throw new CostException($"Costs of candidates cannot be counted one by one in this space: '{odd.Key}' is {(odd.Kind == ChoiceKind.LayerChoice ? "nested in a candidate" : "an input choice")}; count them all at once in a model.");
        var rows = space.Choices.ToDictionary(c => c.Key, c => new double[c.Candidates.Count], StringComparer.Ordinal);
        double Measure(Architecture architecture)
        {
            using var model = build();
            FixedArchitecture.Apply(model, architecture);
            return count(Profiler.Profile(model, inputShape));
        }
        var first = space.First();
        var whole = Measure(first);
        var constant = whole;
        foreach (var choice in space.Choices)
        {
            for (var i = 1; i < choice.Candidates.Count; i++)
                rows[choice.Key][i] = Measure(first.With(choice.Key, Decision.One(i))) - whole;
            // Differences to the first candidate: the cheapest counts 0, and the rest belongs to what every network costs.
            var least = rows[choice.Key].Min();
            rows[choice.Key] = Array.ConvertAll(rows[choice.Key], v => v - least);
            constant += least;
        }
        var table = Table(name, space, rows, constant);
        var last = new Architecture(space, space.Choices.Select(c => KeyValuePair.Create(c.Key, Decision.One(c.Candidates.Count - 1))));
        return Measure(last) == table.Of(last)
            ? table
            : throw new CostException($"The {name} of the candidates do not add up: what one costs depends on another choice; give a limit a function of its own.");
    }

    private static CandidateCosts Table(string name, SearchSpace space, Dictionary<string, double[]> rows, double constant) =>
        new(name, space, rows.ToDictionary(r => r.Key, r => (IReadOnlyList<double>)r.Value, StringComparer.Ordinal), constant);
}
