using NasSharp.Torch.IO;

namespace NasSharp.Torch.Data.Text;

/// <summary>Numbers for tokens: 0 pads, 1 stands for unknown tokens, and the others follow by falling frequency.</summary>
public sealed class Vocabulary
{
    /// <summary>The number that fills texts up to the length of the longest.</summary>
    public const int Pad = 0;

    /// <summary>The number of every token that the vocabulary does not know.</summary>
    public const int Unknown = 1;

    private static readonly string[] Specials = ["<pad>", "<unk>"];

    private readonly string[] _tokens;
    private readonly Dictionary<string, int> _numbers;

    private Vocabulary(IEnumerable<string> tokens)
    {
        _tokens = [.. Specials, .. tokens];
        _numbers = _tokens.Select((token, number) => (token, number)).ToDictionary(p => p.token, p => p.number, StringComparer.Ordinal);
    }

    /// <summary>Number of tokens, the two special ones included; the size of an embedding.</summary>
    public int Count => _tokens.Length;

    /// <summary>The token with this number.</summary>
    public string this[int number] => _tokens[number];

    /// <summary>The number of a token; null when the vocabulary does not know it.</summary>
    public int? NumberOf(string token) => _numbers.TryGetValue(token, out var number) ? number : null;

    /// <summary>Counts tokens and numbers them; those of equal frequency in alphabetical order, so that the result does not depend on theirs.</summary>
    /// <param name="texts">The tokens of each training text.</param>
    /// <param name="minFrequency">Tokens that occur less often are unknown; at least 1.</param>
    /// <param name="maxCount">The most tokens, the special ones included; at least 3.</param>
    public static Vocabulary Build(IEnumerable<IEnumerable<string>> texts, int minFrequency = 2, int maxCount = 50_000)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(minFrequency, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, Specials.Length + 1);
        return new Vocabulary(texts.SelectMany(t => t).Where(t => !Specials.Contains(t)).CountBy(t => t).Where(p => p.Value >= minFrequency)
            .OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Take(maxCount - Specials.Length).Select(p => p.Key));
    }

    /// <summary>The numbers of tokens.</summary>
    public int[] Encode(IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return [.. tokens.Select(t => _numbers.GetValueOrDefault(t, Unknown))];
    }

    /// <summary>Writes the tokens, one a line, in the order of their numbers, without the special ones.</summary>
    public void Save(string path) => AtomicFile.WriteAllText(path, string.Concat(_tokens.Skip(Specials.Length).Select(t => t + "\n")));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="DataFormatException">A line is empty, contains white space, or is there twice.</exception>
    public static Vocabulary Load(string path)
    {
        var seen = new HashSet<string>(Specials, StringComparer.Ordinal);
        var tokens = File.ReadAllLines(path);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Length == 0 || tokens[i].Any(char.IsWhiteSpace))
                throw new DataFormatException(path, $"line {i + 1} is no token; expected one without white space on each line");
            if (!seen.Add(tokens[i]))
                throw new DataFormatException(path, $"line {i + 1} repeats the token '{tokens[i]}'");
        }
        return new Vocabulary(tokens);
    }
}
