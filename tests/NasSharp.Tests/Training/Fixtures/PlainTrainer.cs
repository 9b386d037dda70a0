using System.Text.Json.Nodes;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;

namespace NasSharp.Tests.Training.Fixtures;

/// <summary>The least that makes a trainer: one linear layer on the mean colours, plain SGD, 4 steps an epoch.</summary>
internal sealed class PlainTrainer : Trainer<PlainTrainer.Outcome>
{
    private readonly DataLoader<TrainSplit> _loader;
    private readonly torch.optim.Optimizer _optimizer;
    private readonly ValidationSplit _validation;
    private readonly int _epochs;

    public PlainTrainer(RunOptions run, int epochs = 3)
        : base("plain", run.Create(() => torch.nn.Linear(3, 3)), run)
    {
        _epochs = epochs;
        (var train, _validation) = TinyData.Split();
        _loader = train.CreateLoader(LoaderFor("train", 8));
        _optimizer = torch.optim.SGD(Model.named_parameters(), 0.5);
        Keep("optimizer", Checkpointed.Of(_optimizer));
    }

    public sealed record Outcome(int Epochs);

    /// <summary>Changes the loss of a step.</summary>
    public Func<long, torch.Tensor, torch.Tensor> Distort { get; init; } = (_, loss) => loss;

    public int Completions { get; private set; }

    public string WeightBits => Bits.Of(Model);

    protected override int Epochs => _epochs;

    protected override DataLoader<TrainSplit> TrainLoader => _loader;

    protected internal override JsonObject Describe() => RunDescription.Of(Kind, Run, new { Epochs = _epochs }, Model, [_loader.Split, _validation]);

    protected internal override BatchResult TrainStep(Batch batch)
    {
        _optimizer.zero_grad();
        var loss = Distort(Step, Loss(batch));
        loss.backward();
        _optimizer.step();
        return new BatchResult(loss, batch.Size);
    }

    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch) =>
        Evaluation.Run(batch => new BatchResult(Loss(batch), batch.Size), Model, _validation);

    protected internal override Outcome Complete(CancellationToken cancel)
    {
        Completions++;
        return new Outcome(Epoch);
    }

    protected internal override JsonObject Print(Outcome result) => new() { ["epochs"] = result.Epochs };

    protected internal override Outcome Parse(JsonObject result) => new(result["epochs"]!.GetValue<int>());

    protected override void Dispose(bool disposing)
    {
        _loader.Dispose();
        _optimizer.Dispose();
        Model.Dispose();
        base.Dispose(disposing);
    }

    private torch.Tensor Loss(Batch batch) => torch.nn.functional.cross_entropy(((torch.nn.Module<torch.Tensor, torch.Tensor>)Model).call(batch.Input.mean([2, 3])), batch.Target);
}
