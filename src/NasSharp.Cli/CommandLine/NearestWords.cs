namespace NasSharp.Cli.CommandLine;

/// <summary>Finds the words that a user probably meant.</summary>
internal static class NearestWords
{
    /// <summary>At most three of the words, nearest first, that are near enough to be a slip of the keyboard or a beginning.</summary>
    public static IReadOnlyList<string> Find(string typed, IEnumerable<string> words)
    {
        var allowed = Math.Max(2, typed.TrimStart('-').Length / 3);
        return [.. words.Distinct(StringComparer.Ordinal)
            .Select(word => (word, distance: Distance(typed.ToLowerInvariant(), word.ToLowerInvariant()), begins: Begins(word, typed)))
            .Where(w => w.distance <= allowed || w.begins)
            .OrderBy(w => w.distance)
            .ThenBy(w => w.word, StringComparer.Ordinal)
            .Take(3)
            .Select(w => w.word)];
    }

    /// <summary>The half sentence of an error message: the nearest words, or else all of them.</summary>
    public static string Hint(string typed, IReadOnlyCollection<string> words)
    {
        var nearest = Find(typed, words);
        return nearest.Count > 0 ? $"did you mean {string.Join(" or ", nearest)}?" : $"valid: {string.Join(", ", words)}";
    }

    /// <summary>Levenshtein's distance: insertions, deletions and replacements that turn one text into the other.</summary>
    public static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }

    private static bool Begins(string word, string typed) =>
        typed.TrimStart('-').Length >= 3 && word.StartsWith(typed, StringComparison.OrdinalIgnoreCase);
}
