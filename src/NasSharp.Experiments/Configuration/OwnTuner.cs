using System.Reflection;
using System.Text.Json.Nodes;
using NasSharp.Experiments.Store;
using NasSharp.Spaces;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Configuration;

/// <summary>Loads a tuner of the user's own from its assembly.</summary>
internal static class OwnTuner
{
    /// <summary>Makes the tuner by its widest public constructor that can be filled.</summary>
    /// <exception cref="ExperimentException">File, class or constructor is missing or unfit, or the constructor has failed; the message names the assembly.</exception>
    public static ITuner Create(string assembly, string className, JsonObject? arguments, SearchSpace space, long seed)
    {
        var type = Type(assembly, className);
        // Numbers as they stand in a JSON text, which are whole or not as the reader wants them.
        arguments = arguments is null ? null : JsonNode.Parse(arguments.ToJsonString())!.AsObject();
        foreach (var values in (object?[][])[[space, arguments, seed], [space, seed], [space]])
        {
            if (type.GetConstructors().FirstOrDefault(c => Takes(c, values)) is not { } constructor)
                continue;
            if (arguments is { Count: > 0 } && values.Length < 3)
                throw new ExperimentException($"{assembly}: {className} takes no arguments, but classArgs has {string.Join(", ", arguments.Select(a => $"'{a.Key}'"))}; give it a public constructor (SearchSpace, JsonObject, long), or remove them.");
            return Make(constructor, values, assembly, className);
        }
        throw new ExperimentException($"{assembly}: {className} has none of the public constructors (SearchSpace, JsonObject, long), (SearchSpace, long) and (SearchSpace); add one, long is the seed.");
    }

    private static Type Type(string path, string className)
    {
        try
        {
            if (!File.Exists(path))
                throw new ExperimentException($"{path}: the tuner's assembly is missing; build it.");
            var assembly = Assembly.LoadFrom(path);
            if (assembly.GetType(className) is not { } type)
                throw new ExperimentException($"{path}: there is no class {className}; {Tuners(assembly)}.");
            if (!typeof(ITuner).IsAssignableFrom(type))
                throw new ExperimentException($"{path}: {className} does not implement NasSharp.Tuners.ITuner; {Tuners(assembly)}.");
            return type is { IsAbstract: false, ContainsGenericParameters: false }
                ? type
                : throw new ExperimentException($"{path}: {className} is {(type.IsAbstract ? "abstract" : "generic")} and cannot be made; name a class that can.");
        }
        catch (Exception error) when (error is BadImageFormatException or IOException or TypeLoadException or ReflectionTypeLoadException)
        {
            throw new ExperimentException($"{path}: the tuner cannot be loaded: {OneLine(error is ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } ? first : error)}", error);
        }
    }

    private static ITuner Make(ConstructorInfo constructor, object?[] values, string assembly, string className)
    {
        try
        {
            return (ITuner)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, values, null);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new ExperimentException($"{assembly}: the constructor of {className} failed: {error.GetType().Name}: {OneLine(error)}", error);
        }
    }

    private static string Tuners(Assembly assembly) =>
        assembly.GetTypes().Where(t => typeof(ITuner).IsAssignableFrom(t) && t is { IsAbstract: false, ContainsGenericParameters: false }).Select(t => t.FullName).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } names
            ? $"its tuners are {string.Join(", ", names)}"
            : "it has no class that implements NasSharp.Tuners.ITuner";

    private static bool Takes(ConstructorInfo constructor, object?[] values)
    {
        Type[] types = [.. values.Select(v => v?.GetType() ?? typeof(JsonObject))];
        var parameters = constructor.GetParameters();
        return parameters.Length == types.Length && parameters.Zip(types).All(p => p.First.ParameterType.IsAssignableFrom(p.Second));
    }

    private static string OneLine(Exception error) => error.Message.ReplaceLineEndings(" ");
}
