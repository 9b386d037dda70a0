namespace NasSharp.Spaces;

/// <summary>Finds the name a user probably meant.</summary>
internal static class NearestName
{
    /// <summary>A half sentence for an error: the nearest name, or else the names there are.</summary>
    public static string Hint(string found, IEnumerable<string> allowed)
    {
        var names = allowed.Distinct(StringComparer.Ordinal).ToArray();
        var nearest = names.Select(n => (Name: n, Distance: Distance(found, n))).OrderBy(p => p.Distance).FirstOrDefault();
        if (nearest.Name is not null && nearest.Distance <= Math.Max(2, found.Length / 3))
            return $"did you mean '{nearest.Name}'?";
        return names.Length == 0 ? "there are none." : $"there {(names.Length == 1 ? "is" : "are")} {Quote(names)}.";
    }

    /// <summary>At most eight quoted names, and how many more.</summary>
    public static string Quote(IReadOnlyCollection<string> names)
    {
        const int shown = 8;
        var text = string.Join(", ", names.Take(shown).Select(n => $"'{Shorten(n)}'"));
        return names.Count > shown ? $"{text} and {names.Count - shown} more" : text;
    }

    /// <summary>The text on one line and not longer than a message can carry.</summary>
    public static string Shorten(string text)
    {
        const int longest = 80;
        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
        return line.Length <= longest ? line : line[..longest] + "...";
    }

    // Levenshtein's distance; names are cut so that a hostile file cannot make it slow.
    private static int Distance(string a, string b)
    {
        a = Shorten(a);
        b = Shorten(b);
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
}
