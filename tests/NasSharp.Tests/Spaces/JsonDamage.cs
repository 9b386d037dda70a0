namespace NasSharp.Tests.Spaces;

/// <summary>Damages a JSON text in ways that keep much of it legible, so that a reader gets far into it.</summary>
internal static class JsonDamage
{
    private static readonly string[] Tokens =
        ["{", "}", "[", "]", ",", ":", "null", "true", "-1", "7", "1.5", "1e999", "99999999999999999999", "\"\"", "\"\\ud800\"", "[[]]", "{}", "\"_value\"", "NaN"];

    public static string Apply(string text, Random random)
    {
        for (var i = random.Next(1, 4); i > 0 && text.Length > 0; i--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(6), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Tokens[random.Next(Tokens.Length)]),
                2 => text[..at],
                _ => text.Remove(at, length).Insert(at, Tokens[random.Next(Tokens.Length)]),
            };
        }
        return text;
    }
}
