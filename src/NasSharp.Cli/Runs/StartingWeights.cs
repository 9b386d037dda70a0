using NasSharp.Cli.CommandLine;
using NasSharp.Torch;
using NasSharp.Torch.Serialization;

namespace NasSharp.Cli.Runs;

/// <summary>Gives a network the weights of a supernet, as far as it has them.</summary>
internal static class StartingWeights
{
    /// <summary>Loads the weights and says in a sentence which ones they are.</summary>
    /// <exception cref="DataProblem">The file is missing, or its weights are those of a network of another size.</exception>
    public static string Load(torch.nn.Module model, string file)
    {
        if (!File.Exists(file))
            throw new DataProblem($"--weights {file}: there is no such file");
        using var scope = torch.NewDisposeScope();
        var state = Safetensors.Load(file);
        try
        {
            var (missing, _) = model.load_state_dict(state, strict: false);
            var all = model.state_dict().Count;
            if (missing.Count == all)
                throw new DataProblem($"--weights {file}: none of its {state.Count} tensors belongs to this network (it has {string.Join(", ", state.Keys.Take(3))}, ...; the network {string.Join(", ", missing.Take(3))}, ...)");
            return missing.Count == 0
                ? $"all {all} tensors start from {file}"
                : $"{all - missing.Count} of {all} tensors start from {file}, the others, such as {missing[0]}, as ever";
        }
        catch (ArgumentException error)
        {
            throw new DataProblem($"--weights {file} is of a network of another size ({error.Message}); use the --channels, --cells and --nodes of the search", error);
        }
    }
}
