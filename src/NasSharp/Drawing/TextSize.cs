namespace NasSharp.Drawing;

/// <summary>How wide text will be, to the wide side for the sans-serif fonts that are in use.</summary>
internal static class TextSize
{
    /// <summary>Size of letters in boxes and notes.</summary>
    public const double Normal = 12;

    /// <summary>Size of letters of names below operations.</summary>
    public const double Small = 10;

    /// <summary>Size of letters of titles.</summary>
    public const double Title = 14;

    /// <summary>From one line of text to the next, in letters' sizes.</summary>
    public const double LineStep = 1.25;

    public static double Width(string text, double size) => size * text.Sum(c => c switch
    {
        'i' or 'l' or 'j' or '.' or ',' or ':' or '|' or '\'' or ' ' or '(' or ')' or '-' => 0.4,
        'm' or 'w' or 'M' or 'W' => 1.0,
        >= 'A' and <= 'Z' => 0.76,
        _ => 0.64,
    });

    /// <summary>Breaks text between words so that no line is wider, unless a word is.</summary>
    public static IEnumerable<string> Wrap(string text, double size, double width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Width(longer, size) > width)
            {
                yield return line;
                longer = word;
            }
            line = longer;
        }
        yield return line;
    }
}
