using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace NasSharp.Cli.CommandLine;

/// <summary>Makes options that check their values and say what they accept.</summary>
internal static class Values
{
    private const int LongestList = 40;

    /// <summary>An option with one of a few words.</summary>
    public static Option<string> Word(string name, string description, string standard, params string[] words)
    {
        var option = new Option<string>(name)
        {
            // In the help the names of options are a column; a long list would make it as wide as the screen.
            Description = words.Sum(w => w.Length + 1) <= LongestList ? description : $"{description} One of {string.Join(", ", words)}.",
            HelpName = words.Sum(w => w.Length + 1) <= LongestList ? string.Join('|', words) : "name",
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
            {
                var typed = result.Tokens[0].Value;
                if (!words.Contains(typed, StringComparer.Ordinal))
                    result.AddError($"{name} '{typed}' is unknown: {NearestWords.Hint(typed, words)}");
                return typed;
            },
        };
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>An option with a whole number in a range, both ends included.</summary>
    public static Option<int> Whole(string name, string description, int standard, int least, int most = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
                return value;
            result.AddError($"{name} '{result.Tokens[0].Value}' is not a whole number {Range(least, most)}");
            return standard;
        },
    };

    /// <summary>An option with a number in a range, both ends included.</summary>
    public static Option<double> Real(string name, string description, double standard, double least, double most) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
                return value;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} '{result.Tokens[0].Value}' is not a number from {least} to {most}"));
            return standard;
        },
    };

    /// <summary>An option with a whole number of at least some size, which has no value when it is not given.</summary>
    public static Option<int?> WholeIfGiven(string name, string description, int least, int most = int.MaxValue)
    {
        var option = Whole(name, description, least, least, most);
        return new(name) { Description = description, HelpName = "number", CustomParser = result => option.CustomParser!(result) };
    }

    /// <summary>An option with a number in a range, both ends included, which has no value when it is not given.</summary>
    public static Option<double?> RealIfGiven(string name, string description, double least, double most)
    {
        var option = Real(name, description, least, least, most);
        return new(name) { Description = description, HelpName = "number", CustomParser = result => option.CustomParser!(result) };
    }

    /// <summary>An option with an amount, more than 0, such as 320M; K, M and G stand for thousands, millions and billions. It has no value when it is not given.</summary>
    public static Option<double?> AmountIfGiven(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "amount",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var unit = text.Length == 0 ? 1 : char.ToUpperInvariant(text[^1]) switch { 'K' => 1e3, 'M' => 1e6, 'G' => 1e9, _ => 1 };
            if (double.TryParse(unit == 1 ? text : text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value * unit))
                return value * unit;
            result.AddError($"{name} '{text}' is not an amount: write a number that is more than 0, with K, M or G if you like, such as 320M");
            return null;
        },
    };

    /// <summary>An option with one of a few words, which has no value when it is not given.</summary>
    public static Option<string?> WordIfGiven(string name, string description, params string[] words)
    {
        var option = Word(name, description, words[0], words);
        var optional = new Option<string?>(name) { Description = option.Description, HelpName = option.HelpName, CustomParser = result => option.CustomParser!(result) };
        optional.CompletionSources.Add(words);
        return optional;
    }

    /// <summary>An option with a path or another free text.</summary>
    public static Option<string?> Text(string name, string description, string helpName, string? standard = null)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        if (standard is not null)
            option.DefaultValueFactory = _ => standard;
        option.Validators.Add(result => RejectEmpty(result, name));
        return option;
    }

    /// <summary>A shape such as <c>3x32x32</c>.</summary>
    public static Option<long[]?> Shape(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "CxHxW",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var sizes = new List<long>();
            foreach (var part in text.Split('x'))
            {
                if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size is < 1 or > 1_000_000)
                {
                    result.AddError($"{name} '{text}' is not a shape: write sizes with x between them, such as 3x32x32");
                    return null;
                }
                sizes.Add(size);
            }
            return [.. sizes];
        },
    };

    /// <summary>Whether the user wrote the option.</summary>
    public static bool WasGiven(this ParseResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private static string Range(int least, int most) => most == int.MaxValue ? $"of {least} or more" : $"from {least} to {most}";

    private static void RejectEmpty(OptionResult result, string name)
    {
        if (result.Tokens is [{ Value: "" }])
            result.AddError($"{name} is empty");
    }
}
