using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace NasSharp.Cli.Algorithms;

/// <summary>
/// Reads and changes the properties of an options record by names such as <c>weight-decay</c>; those of a record inside it have the name of its property before
/// a dot, such as <c>controller.hidden-size</c>. A list of records is one text: its records with slashes between them, their values with colons, such as <c>5:3:0/11:2:0.4</c>.
/// </summary>
internal static class OptionsRecord
{
    /// <summary>All settings with their values as text, in the order of their declaration.</summary>
    public static IReadOnlyDictionary<string, string> Describe(object options)
    {
        var settings = new OrderedDictionary<string, string>();
        foreach (var property in Settable(options.GetType()))
        {
            var name = NameOf(property);
            var value = property.GetValue(options);
            if (IsValue(property.PropertyType))
                settings[name] = Text(value);
            else if (ElementOf(property.PropertyType) is { } element)
                settings[name] = string.Join('/', ((IEnumerable)value!).Cast<object>().Select(e => string.Join(':', Positions(element).Select(p => Text(element.GetProperty(p.Name!)!.GetValue(e))))));
            else if (value is not null && IsRecord(property.PropertyType))
            {
                foreach (var (inner, text) in Describe(value))
                    settings[$"{name}.{inner}"] = text;
            }
        }
        return settings;
    }

    /// <summary>A copy of the options with another value of one setting.</summary>
    /// <param name="options">The options; they are not changed.</param>
    /// <param name="name">The setting.</param>
    /// <param name="value">Its value.</param>
    /// <param name="refusal">Makes the exception; its argument says of what kind the value must be, null when there is no such setting.</param>
    public static T With<T>(T options, string name, string value, Func<string?, Exception> refusal)
        where T : class => (T)Changed(options, name, value, refusal);

    /// <summary>A copy of the options with another value of their one property of a type; the options themselves when the value is null.</summary>
    /// <exception cref="InvalidOperationException">There is no such property.</exception>
    public static T WithPart<T, TPart>(T options, TPart? part)
        where T : class
        where TPart : class
    {
        if (part is null)
            return options;
        var property = options.GetType().GetProperties().FirstOrDefault(p => p.PropertyType == typeof(TPart) && p.CanWrite)
            ?? throw new InvalidOperationException($"{options.GetType().Name} has no {typeof(TPart).Name}.");
        var copy = (T)options.GetType().GetMethod("<Clone>$")!.Invoke(options, null)!;
        property.SetValue(copy, part);
        return copy;
    }

    private static object Changed(object options, string name, string value, Func<string?, Exception> refusal)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var first = dot < 0 ? name : name[..dot];
        var property = Settable(options.GetType()).FirstOrDefault(p => NameOf(p) == first && (IsValue(p.PropertyType) || ElementOf(p.PropertyType) is not null) == dot < 0) ?? throw refusal(null);
        var copy = options.GetType().GetMethod("<Clone>$")!.Invoke(options, null)!;
        property.SetValue(copy, dot < 0
            ? Parse(property.PropertyType, value, refusal)
            : Changed(property.GetValue(options) ?? throw refusal(null), name[(dot + 1)..], value, refusal));
        return copy;
    }

    private static object? Parse(Type type, string text, Func<string?, Exception> refusal)
    {
        var kind = Nullable.GetUnderlyingType(type) ?? type;
        if (kind != type && text == "none")
            return null;
        if (kind == typeof(string))
            return text;
        if (ElementOf(type) is { } element)
            return ParseList(element, text, refusal);
        if (kind == typeof(bool))
            return bool.TryParse(text, out var truth) ? truth : throw refusal("true or false");
        if (kind == typeof(int))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : throw refusal("a whole number");
        if (kind == typeof(long))
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large) ? large : throw refusal("a whole number");
        if (kind == typeof(double))
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? real : throw refusal("a number");
        var names = Enum.GetNames(kind);
        return names.FirstOrDefault(n => Kebab(n) == text) is { } found ? Enum.Parse(kind, found) : throw refusal($"one of {string.Join(", ", names.Select(Kebab))}");
    }

    private static Array ParseList(Type element, string text, Func<string?, Exception> refusal)
    {
        var positions = Positions(element);
        var form = $"a list of {string.Join(':', positions.Select(p => Kebab(p.Name!)))} with / between, such as {string.Join(':', positions.Select((_, i) => i + 1))}/{string.Join(':', positions.Select((_, i) => i + 2))}";
        var records = text.Split('/').Select(t => t.Split(':')).Select(values => values.Length == positions.Length
            ? Activator.CreateInstance(element, [.. values.Select((v, i) => Parse(positions[i].ParameterType, v, _ => refusal(form)))])!
            : throw refusal(form)).ToArray();
        var list = Array.CreateInstance(element, records.Length);
        Array.Copy(records, list, records.Length);
        return list;
    }

    // The record that a list holds, when it is made of values by position.
    private static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && type.GetGenericArguments()[0] is var element && IsRecord(element) && Positions(element) is { Length: > 0 } positions
        && positions.All(p => IsValue(p.ParameterType))
            ? element
            : null;

    private static ParameterInfo[] Positions(Type record) => record.GetConstructors().MaxBy(c => c.GetParameters().Length)?.GetParameters() ?? [];

    private static string Text(object? value) => value switch
    {
        null => "none",
        bool truth => truth ? "true" : "false",
        Enum word => Kebab(word.ToString()),
        double real => real.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static IEnumerable<PropertyInfo> Settable(Type type) => Ancestry(type)
        .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(p => p.CanWrite && p.SetMethod!.IsPublic && (IsValue(p.PropertyType) || IsRecord(p.PropertyType) || ElementOf(p.PropertyType) is not null));

    // The common settings of a family first.
    private static IEnumerable<Type> Ancestry(Type type) => type.BaseType is { } parent && parent != typeof(object) ? Ancestry(parent).Append(type) : [type];

    private static bool IsValue(Type type)
    {
        var kind = Nullable.GetUnderlyingType(type) ?? type;
        return kind == typeof(int) || kind == typeof(long) || kind == typeof(double) || kind == typeof(bool) || kind == typeof(string) || kind.IsEnum;
    }

    private static bool IsRecord(Type type) => type.IsClass && type.GetMethod("<Clone>$") is not null;

    private static string NameOf(PropertyInfo property) => Kebab(property.Name);

    private static string Kebab(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]))
                text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }
}
