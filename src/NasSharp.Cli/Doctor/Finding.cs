namespace NasSharp.Cli.Doctor;

/// <summary>How a finding is to be taken.</summary>
internal enum Health
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, but slower or with less than it could.</summary>
    Warning,

    /// <summary>Nothing works before this is mended.</summary>
    Problem,
}

/// <summary>One line of doctor's report; <paramref name="Fix"/> is the command or change that mends it.</summary>
internal sealed record Finding(string Name, string Value, Health Health = Health.Ok, string? Fix = null);
