using NasSharp.Torch.Data;
using NasSharp.Torch.Serialization;

namespace NasSharp.Torch;

/// <summary>Weights in files: extension methods, so that the result keeps the module's own type.</summary>
public static class ModuleFiles
{
    /// <summary>Saves the parameters and persistent buffers as safetensors.</summary>
    public static T save<T>(this T module, string location, IReadOnlyDictionary<string, string>? metadata = null)
        where T : torch.nn.Module
    {
        Safetensors.Save(location, module.state_dict(), metadata);
        return module;
    }

    /// <summary>Loads parameters and buffers from a safetensors file; when <paramref name="strict"/>, both must have the same names.</summary>
    /// <exception cref="DataFormatException">The file is cut or damaged, or does not fit the module; the message names the first differences.</exception>
    public static T load<T>(this T module, string location, bool strict = true)
        where T : torch.nn.Module
    {
        using var scope = torch.NewDisposeScope();
        var state = Safetensors.Load(location);
        try
        {
            module.load_state_dict(state, strict);
        }
        catch (ArgumentException error)
        {
            throw new DataFormatException(location, error.Message, error);
        }
        return module;
    }
}

public static partial class torch
{
    private const string SingleName = "tensor";

    /// <summary>Saves one tensor as a safetensors file.</summary>
    public static void save(Tensor t, string location) => Safetensors.Save(location, [KeyValuePair.Create(SingleName, t)]);

    /// <summary>Loads the one tensor of a safetensors file.</summary>
    /// <exception cref="DataFormatException">The file is damaged, or holds another number of tensors.</exception>
    public static Tensor load(string location)
    {
        using var file = SafetensorsFile.Open(location);
        return file.Entries is [var only]
            ? file.Read(only.Name)
            : throw new DataFormatException(location, $"holds {file.Entries.Count} tensors, not one; read it with Safetensors.Load");
    }
}
