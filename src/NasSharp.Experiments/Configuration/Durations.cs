using System.Globalization;

namespace NasSharp.Experiments.Configuration;

/// <summary>NNI's way to write times: a whole number and s, m, h or d.</summary>
public static class Durations
{
    /// <summary>NNI's default for an experiment; who leaves it at that has set no limit.</summary>
    public static readonly TimeSpan Endless = TimeSpan.FromDays(999);

    /// <summary>Reads a time such as <c>90s</c>, <c>5m</c>, <c>1h</c> or <c>2d</c>; false when it is none, or zero.</summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(text);
        time = default;
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            return false;
        var unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => TimeSpan.Zero,
        };
        if (unit == TimeSpan.Zero || number > TimeSpan.FromDays(100_000) / unit)
            return false;
        time = unit * number;
        return true;
    }
}
