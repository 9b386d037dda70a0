using NasSharp.OneShot.Darts;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Zoo.Darts;

namespace NasSharp.Bench;

/// <summary>
/// A real DARTS search of the paper's search network, with the trainer that users run, held at each step until it is asked for: batch 16, 3x32x32.
/// darts_supernet.py does the same two steps.
/// </summary>
internal static class DartsStep
{
    private const int Batch = 16;

    internal static void Serve()
    {
        var run = new RunOptions { Device = torch.CPU };
        var net = run.Create(() => new DartsStackedCells());
        using var end = new CancellationTokenSource();
        var steps = new StepOnRequest(net.parameters().Sum(p => p.numel()), end);
        using var trainer = new DartsTrainer(net, Objectives.Classification(net), new TrainSplit(Images()), new ValidationSplit(Images()),
            new NasSharp.OneShot.Darts.DartsOptions { BatchSize = Batch, Epochs = 100_000, EvaluateEachEpoch = false }, run with { Callbacks = [steps] });
        try
        {
            trainer.Train(end.Token);
        }
        catch (TrainingCancelledException)
        {
            // The other side has closed its end.
        }
    }

    private static TensorDataset Images() => new(torch.randn([4 * Batch, 3, 32, 32]), torch.randint(0, 10, [4 * Batch]));
}
