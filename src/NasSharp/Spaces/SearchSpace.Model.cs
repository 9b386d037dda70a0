using NasSharp.Spaces.Binding;
using NasSharp.Torch;

namespace NasSharp.Spaces;

public sealed partial class SearchSpace
{
    /// <summary>
    /// The space of a model: its choices in definition order, parents before what is nested in their candidates, each key once. Choices without a
    /// key take their path in the model.
    /// </summary>
    /// <exception cref="SearchSpaceException">Choices contradict each other, or an architecture was applied to the model before.</exception>
    public static SearchSpace Of(torch.nn.Module model) => ModelScan.Of(model).Space;
}
