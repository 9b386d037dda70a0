namespace NasSharp.Torch.Data;

/// <summary>A batch between the worker that filled it and the consumer that asks for it.</summary>
internal abstract class PreparedBatch : IDisposable
{
    /// <summary>Hands the content over as tensors of the current dispose scope; called at most once.</summary>
    public abstract Batch ToBatch();

    /// <summary>Frees what was not handed over.</summary>
    public abstract void Dispose();
}

/// <summary>A batch of a data set that makes tensors itself.</summary>
internal sealed class PreparedTensors(Batch batch) : PreparedBatch
{
    private Batch? _batch = batch;

    public override Batch ToBatch()
    {
        var result = _batch!;
        _batch = null;
        if (DisposeScope.Current is { } scope)
            foreach (var tensor in result.Tensors())
                scope.Attach(tensor);
        return result;
    }

    public override void Dispose() => _batch?.Dispose();
}
