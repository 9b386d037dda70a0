using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Serialization;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot;

/// <summary>What every search leaves in its folder: the architecture, and the supernet's weights. Both say what is done to images before they enter, since weights are worth nothing without it.</summary>
internal static class FoundFiles
{
    /// <summary>Writes both files.</summary>
    public static void Write(RunFolder folder, Architecture architecture, ArchitectureMeta meta, torch.nn.Module supernet)
    {
        ArchitectureFile.Write(folder.Architecture, architecture, meta);
        Safetensors.Save(folder.Supernet, supernet.state_dict(), meta.Preprocessing is { } preprocessing ? new Dictionary<string, string> { ["preprocessing"] = preprocessing.ToJson() } : null);
    }
}
