using System.Globalization;
using NasSharp.Hardware;
using NasSharp.Spaces;
using static NasSharp.Torch.torch;

namespace NasSharp.Experiments.Trials;

/// <summary>What a trial's program does under <c>nasctl ss-gen</c> instead of training.</summary>
internal static class SpaceGeneration
{
    /// <summary>Writes the search space of the model, and what its candidates cost when that is asked for.</summary>
    /// <returns>The exit code of the program: 0, or 1 after a line on standard error.</returns>
    public static int Run(string file, nn.Module model, SearchSpace space)
    {
        try
        {
            SearchSpaceFile.Write(file, space);
            if (Environment.GetEnvironmentVariable(TrialEnvironment.CostsFile) is { Length: > 0 } costs)
                CostFile.Write(costs, Costs(model, Environment.GetEnvironmentVariable(TrialEnvironment.CostsInput)));
            return 0;
        }
        catch (Exception error) when (error is NasSharpException or Torch.TorchException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }

    private static IEnumerable<CandidateCosts> Costs(nn.Module model, string? input)
    {
        yield return CandidateProfiles.Parameters(model);
        if (input is not { Length: > 0 })
            yield break;
        var one = model as nn.Module<Tensor, Tensor> ?? throw new CostException($"{model.GetType().Name} does not take one tensor and give one, so its multiply-adds cannot be counted; leave out --input.");
        yield return CandidateProfiles.Flops(one, [1, .. input.Split('x').Select(n => long.Parse(n, CultureInfo.InvariantCulture))]);
    }
}
