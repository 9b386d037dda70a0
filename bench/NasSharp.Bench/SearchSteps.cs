using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Bench;

/// <summary>Runs a search, with the trainer that users run, on random images, 3x32x32, held at each step until it is asked for.</summary>
internal static class SearchSteps
{
    internal const int Batch = 16;

    /// <summary>More than any measurement lasts.</summary>
    internal const int ManyEpochs = 100_000;

    internal static void Serve<TModel>(Func<TModel> build, Action<TModel, TrainSplit, ValidationSplit, RunOptions, CancellationToken> search)
        where TModel : torch.nn.Module
    {
        var run = new RunOptions { Device = torch.CPU };
        var net = run.Create(build);
        using var end = new CancellationTokenSource();
        var steps = new StepOnRequest(net.parameters().Sum(p => p.numel()), end);
        try
        {
            search(net, new TrainSplit(Images(64)), new ValidationSplit(Images(2)), run with { Callbacks = [steps] }, end.Token);
        }
        catch (TrainingCancelledException)
        {
            // The other side has closed its end.
        }
    }

    // Many training batches, so that what ends an epoch is rare.
    private static TensorDataset Images(int batches) => new(torch.randn([batches * Batch, 3, 32, 32]), torch.randint(0, 10, [batches * Batch]));
}
