using System.Text;

namespace NasSharp.Torch.Data.Text;

/// <summary>
/// Divides text into words and marks, for any script that separates words: a run of letters, digits and accents is one token, and an
/// apostrophe between letters belongs to it; white space separates; every other character is a token of its own.
/// </summary>
public sealed record Tokenizer
{
    /// <summary>Whether upper case is made lower case; default yes.</summary>
    public bool Lowercase { get; init; } = true;

    /// <summary>The tokens in order; none is empty or contains white space.</summary>
    public IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<string>();
        if (Lowercase)
            text = text.ToLowerInvariant();
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfWord(text, at);
            if (end == at)
            {
                var length = RuneAt(text, at, out var rune);
                end = at + length;
                if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
                {
                    at = end;
                    continue;
                }
            }
            tokens.Add(text[at..end]);
            at = end;
        }
        return tokens;
    }

    private static int EndOfWord(string text, int start)
    {
        var at = start;
        while (at < text.Length)
        {
            var length = RuneAt(text, at, out var rune);
            if (IsWordPart(rune))
                at += length;
            else if (at > start && text[at] is '\'' or '\u2019' && at + 1 < text.Length && char.IsLetter(text[at + 1]))
                at++;
            else
                break;
        }
        return at;
    }

    private static bool IsWordPart(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    // Half of a pair of surrogates stands for a character that is no letter.
    private static int RuneAt(string text, int at, out Rune rune)
    {
        if (Rune.TryGetRuneAt(text, at, out rune))
            return rune.Utf16SequenceLength;
        rune = Rune.ReplacementChar;
        return 1;
    }
}
