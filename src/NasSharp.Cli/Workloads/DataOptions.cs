using System.CommandLine;
using NasSharp.Cli.CommandLine;
using NasSharp.Torch.Data;

namespace NasSharp.Cli.Workloads;

/// <summary>The options that name data, and the data they name.</summary>
internal static class DataOptions
{
    /// <summary>The names of the options, for commands that take them over from a run.</summary>
    public static IReadOnlyCollection<string> Names { get; } = ["--data", "--image-size", "--train-images"];

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command, int imageSize = 0)
    {
        command.Options.Add(Values.Text("--data", $"The data: {string.Join(", ", ImageData.Names)}, or a folder of images.", "name|folder:PATH", "fashion-mnist-subset"));
        command.Options.Add(Values.Whole("--image-size", "Rows and columns that the network gets; 0: as the images are, 224 for a folder.", imageSize, 0, 4096));
        command.Options.Add(Values.Whole("--train-images", "Use only so many training images, drawn from each class alike; 0: all.", 0, 0));
        command.Options.Add(new Option<bool>("--no-download") { Description = "Fail when the data is not on this machine." });
    }

    /// <summary>Loads the data that the options name.</summary>
    /// <param name="context">The command line.</param>
    /// <param name="preprocessing">That of trained weights; null to compute it from the training images.</param>
    public static Workload Load(CommandContext context, ImagePreprocessing? preprocessing = null)
    {
        var name = context.Options.GetRequiredValue<string>("--data");
        var place = name.StartsWith("folder:", StringComparison.Ordinal) ? name["folder:".Length..] : name;
        var isName = ImageData.Names.Contains(place, StringComparer.OrdinalIgnoreCase) && place == name;
        if (!isName && !Directory.Exists(place))
        {
            throw place == name
                ? new UsageException($"--data '{name}' is neither a data set nor a folder: {NearestWords.Hint(name, [.. ImageData.Names])}")
                : new DataProblem($"--data {name}: there is no folder {Path.GetFullPath(place)}");
        }
        var size = context.Options.GetValue<int>("--image-size");
        var data = ImageData.Load(isName ? place : Path.GetFullPath(place), new ImageDataOptions
        {
            ImageSize = size == 0 ? null : size,
            Download = !context.Options.GetValue<bool>("--no-download"),
            Preprocessing = preprocessing,
        });
        var count = context.Options.GetValue<int>("--train-images");
        if (count > data.Train.Count)
            throw new UsageException($"--train-images {count} is more than the {data.Train.Count} training images of {data.Name}");
        return new Workload(data, count == 0 ? data.Train : data.Train.Take(count, seed: 0));
    }
}

/// <summary>Data for a run: the data set, and the part of its training images that the run uses.</summary>
internal sealed record Workload(ImageData Data, TrainSplit Train);
