using NasSharp.Spaces;
using static NasSharp.Torch.torch;

namespace NasSharp.Hardware;

/// <summary>Counts what the candidates of a model cost, each without the choices inside it.</summary>
public static class CandidateProfiles
{
    /// <summary>
    /// Multiply-adds of every candidate of any space, under the name <c>flops</c>, from forward passes on the meta device in which all of them run; choices inside candidates count for
    /// themselves. It is exact where a candidate's shapes do not depend on other choices, which is checked where the space has no input choices.
    /// </summary>
    /// <param name="model">The supernet; no mutator may hold its choices; afterwards it is as it was.</param>
    /// <param name="inputShape">The shape of an input with the batch, such as [1, 3, 224, 224].</param>
    /// <exception cref="CostException">The counts do not add up: what a candidate costs depends on another choice.</exception>
    /// <exception cref="SearchSpaceException">The model's choices contradict each other or are held already.</exception>
    /// <exception cref="Torch.TorchException">The model does not accept the shape.</exception>
    public static CandidateCosts Flops(nn.Module<Tensor, Tensor> model, params long[] inputShape)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputShape);
        return SupernetCosts.Flops(model, inputShape);
    }

    /// <summary>Numbers of weights of every candidate of any space, under the name <c>parameters</c>; choices inside candidates count for themselves.</summary>
    /// <exception cref="SearchSpaceException">The model's choices contradict each other.</exception>
    public static CandidateCosts Parameters(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return SupernetCosts.Parameters(model);
    }
}
