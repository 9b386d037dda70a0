using static NasSharp.Torch.torch;

namespace NasSharp.Profiling;

/// <summary>Puts a model into evaluation mode and, when disposed, each of its modules back into the mode that it was in.</summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly List<(nn.Module module, bool training)> modes;

    public EvaluationMode(nn.Module model)
    {
        modes = [.. model.modules().Select(m => (m, m.training))];
        model.eval();
    }

    public void Dispose()
    {
        // Parents come first, and train() sets the children too: each child then gets its own mode.
        foreach (var (module, training) in modes)
        {
            if (module.training != training)
                module.train(training);
        }
    }
}
