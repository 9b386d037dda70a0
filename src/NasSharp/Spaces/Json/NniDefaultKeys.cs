using System.Globalization;
using System.Text.RegularExpressions;

namespace NasSharp.Spaces.Json;

/// <summary>
/// Translates NNI's default keys. NNI numbers every mutable without a key by one counter shared by all kinds (<c>LayerChoice1</c>,
/// <c>InputChoice2</c>), in the order of construction, and goes on counting with the next model of the process.
/// </summary>
internal static partial class NniDefaultKeys
{
    /// <summary>For each key of a file that the space does not have but that is a default key: the key in the space.</summary>
    public static IReadOnlyDictionary<string, string> Translate(SearchSpace space, IReadOnlyCollection<string> found)
    {
        var unknown = found.Where(k => !space.Contains(k)).Select(Parse).OfType<DefaultKey>().OrderBy(k => k.Number).ToArray();
        var own = space.Choices.Where(c => c.HasDefaultKey).ToArray();
        var first = unknown.Length == 0 ? 0 : unknown[0].Number;
        return Match(unknown, own, k => k.Number - 1) ?? Match(unknown, own, k => k.Number - first) ?? Match(unknown, own, k => Array.IndexOf(unknown, k))
            ?? new Dictionary<string, string>();
    }

    // All or nothing: one key that does not fit shows that the numbers mean something else.
    private static Dictionary<string, string>? Match(DefaultKey[] unknown, Choice[] own, Func<DefaultKey, long> position)
    {
        var matched = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in unknown)
        {
            var at = position(key);
            if (at < 0 || at >= own.Length || own[at].Kind != key.Kind || matched.ContainsValue(own[at].Key))
                return null;
            matched.Add(key.Text, own[at].Key);
        }
        return matched;
    }

    private static DefaultKey? Parse(string key)
        => Pattern().Match(key) is { Success: true } match && long.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new DefaultKey(key, match.Groups[1].Value == "LayerChoice" ? ChoiceKind.LayerChoice : ChoiceKind.InputChoice, number)
            : null;

    // The TensorFlow flavour of NNI puts an underscore between name and number.
    [GeneratedRegex("^(LayerChoice|InputChoice)_?([0-9]+)$")]
    private static partial Regex Pattern();

    private sealed record DefaultKey(string Text, ChoiceKind Kind, long Number);
}
