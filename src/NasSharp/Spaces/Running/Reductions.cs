using NasSharp.Torch;

namespace NasSharp.Spaces.Running;

/// <summary>Checks of a reduction that all kinds of choices share.</summary>
internal static class Reductions
{
    /// <summary>The reduction, if there is such a one.</summary>
    public static Reduction Checked(Reduction reduction) => Enum.IsDefined(reduction)
        ? reduction
        : throw new ArgumentOutOfRangeException(nameof(reduction), $"There is no reduction {(int)reduction}; allowed are {string.Join(", ", Enum.GetNames<Reduction>())}.");

    /// <summary>What a choice does now, if its outputs are to be joined.</summary>
    public static Execution One(IMutable choice) => choice.Reduction != Reduction.None
        ? choice.Binding.Execution
        : throw new SearchSpaceException($"The choice '{choice.Key}' has the reduction None and gives a list: call ForwardList.");

    /// <summary>The output, if there is one.</summary>
    public static torch.Tensor Demand(IMutable choice, torch.Tensor? output) => output
        ?? throw new SearchSpaceException($"The choice '{choice.Key}' selects nothing and has no output: call ForwardOrNull where that is allowed.");
}
