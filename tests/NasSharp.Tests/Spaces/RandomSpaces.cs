using FsCheck;
using FsCheck.Fluent;
using NasSharp.Spaces;

namespace NasSharp.Tests.Spaces;

/// <summary>Random small spaces: flat and nested choices, shared places, awkward names.</summary>
internal static class RandomSpaces
{
    private static readonly string[] Names = ["a", "conv3x3", "0", "7", "", "ä", "with space", "quo\"te", "back\\slash", "\u0007", "😀", "x.y"];

    public static Arbitrary<(SearchSpace Space, int Seed)> Arbitrary { get; } =
        ArbMap.Default.ArbFor<int>().Generator.Select(seed => (Make(new Random(seed)), seed)).ToArbitrary();

    public static SearchSpace Make(Random random)
    {
        var choices = new List<Choice>();
        var paths = new List<Condition?> { null };
        for (var i = random.Next(7); i >= 0; i--)
        {
            var key = $"{Names[random.Next(Names.Length)]}{i}";
            var when = Enumerable.Range(0, random.Next(1, 3)).Select(_ => paths[random.Next(paths.Count)]).ToArray();
            var conditions = when.Any(w => w is null) ? [] : when.OfType<Condition>();
            var names = Names.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).ToArray();
            if (random.Next(3) == 0)
            {
                var sources = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(2) == 0 ? "" : names[0]).ToArray();
                choices.Add(Choice.Input(key, sources, random.Next(3) == 0 ? null : random.Next(sources.Length + 1), conditions));
                continue;
            }
            choices.Add(Choice.Layer(key, names, conditions));
            var outer = choices[^1].ActiveWhen.Count == 0 ? null : choices[^1].ActiveWhen[0];
            for (var c = 0; c < names.Length; c++)
                if (random.Next(2) == 0)
                    paths.Add(new Condition([.. outer?.Candidates ?? [], new CandidateReference(key, c)]));
        }
        return new SearchSpace(choices);
    }
}
