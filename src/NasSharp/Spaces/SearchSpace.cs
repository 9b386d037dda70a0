using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using NasSharp.Spaces.Json;

namespace NasSharp.Spaces;

/// <summary>The ordered list of the decisions of a model. Immutable; the order is network order, that is definition order.</summary>
public sealed partial class SearchSpace
{
    private readonly FrozenDictionary<string, int> _indexOf;
    private readonly int[][][] _conditions; // per choice, per place: choice index and candidate, in turn
    private readonly int[] _resolution;
    private readonly Lazy<string> _fingerprint;

    /// <summary>Makes a space of choices in network order; their keys must differ and every condition must name a layer choice of the space.</summary>
    /// <exception cref="SearchSpaceException">A key occurs twice, a condition names what is not there, or choices enclose each other.</exception>
    public SearchSpace(IEnumerable<Choice> choices, IEnumerable<Scope>? scopes = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        Choices = [.. choices];
        Scopes = [.. scopes ?? []];
        var indexOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, choice) in Choices.Index())
            if (!indexOf.TryAdd(choice.Key, index))
                throw new SearchSpaceException($"Two choices of the space have the key '{choice.Key}'; keys must differ.");
        _indexOf = indexOf.ToFrozenDictionary(StringComparer.Ordinal);
        _conditions = [.. Choices.Select(c => c.ActiveWhen.Select(w => Resolve(c, w)).ToArray())];
        _resolution = ResolutionOrder();
        HasNesting = _conditions.Any(c => c.Length > 0);
        foreach (var scope in Scopes)
            if (scope.Start < 0 || scope.Count < 0 || scope.Start + scope.Count > Choices.Count)
                throw new SearchSpaceException($"Scope '{scope.Key}' covers choices {scope.Start} to {scope.Start + scope.Count - 1}, but the space has {Choices.Count}.");
        _fingerprint = new Lazy<string>(() => Hash(SearchSpaceJson.Print(this, KeyOrder.Network)));
    }

    /// <summary>The choices, in network order.</summary>
    public IReadOnlyList<Choice> Choices { get; }

    /// <summary>The scopes, in the order in which the model enters them; they decide nothing and are not written to files.</summary>
    public IReadOnlyList<Scope> Scopes { get; }

    /// <summary>The keys, in network order.</summary>
    public IEnumerable<string> Keys => Choices.Select(c => c.Key);

    /// <summary>32 hexadecimal digits that are the same exactly when keys, order, candidates, counts and nesting are the same, on every machine.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>The choice with this key.</summary>
    /// <exception cref="SearchSpaceException">The space has no such key; the message names the nearest.</exception>
    public Choice this[string key] => Choices[IndexOf(key)];

    /// <summary>True when the space has a choice with this key.</summary>
    public bool Contains(string key) => _indexOf.ContainsKey(key);

    /// <summary>The position of a key in <see cref="Choices"/>.</summary>
    /// <exception cref="SearchSpaceException">The space has no such key; the message names the nearest.</exception>
    public int IndexOf(string key) => _indexOf.TryGetValue(key, out var index)
        ? index
        : throw new SearchSpaceException($"The space has no key '{NearestName.Shorten(key)}'; {NearestName.Hint(key, Keys)}");

    /// <summary>The space as NNI's search-space JSON, indented by 2; nested choices carry one more member, <c>_when</c>.</summary>
    public string ToJson(KeyOrder order = KeyOrder.Network) => SearchSpaceJson.Print(this, order);

    /// <summary>Reads NNI's search-space JSON; the order of the file is the order of the space.</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="source">A name for error messages, such as the file's path.</param>
    /// <exception cref="SearchSpaceException">The text is no search space; the message names the place.</exception>
    public static SearchSpace Parse(string json, string? source = null) => SearchSpaceReader.Parse(json, source);

    /// <summary>One line for each choice.</summary>
    public override string ToString() => string.Join('\n', Choices.Select(c => c.ToString()));

    /// <summary>Positions of the choices such that every choice comes after those it is nested in; network order where possible.</summary>
    internal int[] Resolution => _resolution;

    /// <summary>True when a choice stands inside a candidate of another one.</summary>
    internal bool HasNesting { get; }

    /// <summary>For each place of a choice: the enclosing choices and their candidates, in turn.</summary>
    internal IReadOnlyList<int[]> ConditionsOf(int choice) => _conditions[choice];

    /// <summary>True when the choice is in use, given the decisions of those before it in <see cref="Resolution"/>.</summary>
    internal bool IsActive(int choice, ReadOnlySpan<Decision?> decisions)
    {
        var places = _conditions[choice];
        if (places.Length == 0)
            return true;
        foreach (var place in places)
        {
            var holds = true;
            for (var i = 0; holds && i < place.Length; i += 2)
                holds = decisions[place[i]]?.Selects(place[i + 1]) ?? false;
            if (holds)
                return true;
        }
        return false;
    }

    /// <summary>32 hexadecimal digits of a text's SHA-256.</summary>
    internal static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private int[] Resolve(Choice choice, Condition condition)
    {
        var pairs = new List<int>();
        foreach (var (key, candidate) in condition.Candidates)
        {
            if (!_indexOf.TryGetValue(key, out var index) || Choices[index].Kind != ChoiceKind.LayerChoice)
                throw new SearchSpaceException($"Choice '{choice.Key}' is nested in '{key}', which is no layer choice of the space.");
            if (candidate < 0 || candidate >= Choices[index].Candidates.Count)
                throw new SearchSpaceException(
                    $"Choice '{choice.Key}' is nested in candidate {candidate} of '{key}', which has the candidates 0 to {Choices[index].Candidates.Count - 1}.");
            pairs.Add(index);
            pairs.Add(candidate);
        }
        return [.. pairs];
    }

    private int[] ResolutionOrder()
    {
        var waiting = new SortedSet<int>(Enumerable.Range(0, Choices.Count));
        var order = new List<int>();
        while (waiting.Count > 0)
        {
            var next = waiting.Where(c => _conditions[c].All(p => p.Where((_, i) => i % 2 == 0).All(e => !waiting.Contains(e))))
                .Cast<int?>().FirstOrDefault()
                ?? throw new SearchSpaceException($"The choices {NearestName.Quote([.. waiting.Select(c => Choices[c].Key)])} enclose each other; give one of them another key.");
            waiting.Remove(next);
            order.Add(next);
        }
        return [.. order];
    }
}
