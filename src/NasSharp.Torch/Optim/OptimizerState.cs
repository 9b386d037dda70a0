namespace NasSharp.Torch.Modules;

/// <summary>
/// All that an optimizer must remember to continue exactly: numbers (settings of the groups, step counts) and tensors. Keys are
/// <c>group.&lt;i&gt;.&lt;setting&gt;</c>, <c>state.&lt;parameter&gt;.step</c> and <c>state.&lt;parameter&gt;.&lt;tensor&gt;</c>, where the parameter is
/// its name, or its position over all groups when the optimizer was made without names.
/// </summary>
/// <param name="Kind">The algorithm, such as <c>SGD</c>.</param>
/// <param name="Numbers">Numbers by key; doubles that must be kept to the last bit.</param>
/// <param name="Tensors">Tensors by key. Those of <c>state_dict()</c> are the optimizer's own, not copies: write them before the next step.</param>
public sealed record OptimizerState(
    string Kind,
    IReadOnlyDictionary<string, double> Numbers,
    IReadOnlyDictionary<string, torch.Tensor> Tensors);
