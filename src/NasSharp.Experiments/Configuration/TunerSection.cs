using NasSharp.Tuners;

namespace NasSharp.Experiments.Configuration;

/// <summary>Reads the section <c>tuner</c>: one of the catalog by <c>builtinTunerName</c>, or a class of the user's own by its assembly, in our words or in NNI's.</summary>
internal static class TunerSection
{
    private const string Own = "a tuner of your own is a .NET class: name its assembly and its class";

    /// <summary>Reads it.</summary>
    /// <returns>The tuner and its <c>optimize_mode</c>; null when that is not given.</returns>
    public static (TunerConfiguration Tuner, Goal? Goal) Read(YamlSection root, string folder)
    {
        var tuner = root.Section("tuner") ?? throw root.Wrong("tuner", $"is missing: name one with builtinTunerName, known are {string.Join(", ", TunerCatalog.Names)}");
        var arguments = tuner.Json("classArgs") ?? [];
        Goal? goal = null;
        if (arguments.Remove("optimize_mode", out var mode))
        {
            goal = mode?.ToString() switch
            {
                "maximize" => Goal.Maximize,
                "minimize" => Goal.Minimize,
                var other => throw tuner.Wrong("classArgs", $"has the optimize_mode '{other}'; known are maximize, minimize"),
            };
        }
        tuner.Text("gpuIndices"); // tuners compute on the processor
        if (tuner.Flag("includeIntermediateResults") == true)
            throw tuner.Wrong("includeIntermediateResults", "is true; tuners learn from final results, an assessor from intermediate ones");
        var read = (tuner.Has("builtinTunerName") ? Builtin(tuner) : OfOnesOwn(tuner, folder)) with { Arguments = arguments };
        tuner.NothingElse();
        return (read, goal);
    }

    private static TunerConfiguration Builtin(YamlSection tuner)
    {
        var name = tuner.Demand("builtinTunerName", "a name");
        if (!TunerCatalog.Contains(name))
            throw tuner.Wrong("builtinTunerName", $"is '{name}'; known are {string.Join(", ", TunerCatalog.Names)}");
        foreach (var other in (string[])["assembly", "className", "codeDir", "classFileName"])
            tuner.Refuse(other, "builtinTunerName stands beside it; keep one of both");
        return new TunerConfiguration { Name = name };
    }

    // NNI's codeDir, classFileName and className, or the assembly at once.
    private static TunerConfiguration OfOnesOwn(YamlSection tuner, string folder)
    {
        var field = tuner.Has("assembly") ? "assembly" : "classFileName";
        if (!tuner.Has(field))
        {
            throw tuner.Has("className") || tuner.Has("codeDir")
                ? tuner.Wrong("assembly", "is missing: the .dll that has the class")
                : tuner.Wrong("builtinTunerName", $"is missing; known are {string.Join(", ", TunerCatalog.Names)}; {Own} with assembly and className");
        }
        if (field == "assembly")
        {
            foreach (var other in (string[])["codeDir", "classFileName"])
                tuner.Refuse(other, "assembly stands beside it and is a path of its own; keep one of both");
        }
        var file = tuner.Demand(field, "the .dll that has the class");
        if (!file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            throw tuner.Wrong(field, $"is '{file}'; {Own}, a .dll");
        var code = ConfigurationFile.Existing(tuner, "codeDir", folder, Directory.Exists) ?? folder;
        return new TunerConfiguration
        {
            Assembly = ConfigurationFile.Existing(tuner, field, code, File.Exists),
            ClassName = tuner.Demand("className", "the full name of a class that implements ITuner"),
        };
    }
}
