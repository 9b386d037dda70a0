namespace NasSharp.Benchmarks.Nds;

/// <summary>A network of NDS with the results of its runs.</summary>
/// <param name="Specification">
/// What it is, by key: <c>proposer</c>, <c>generator</c>, <c>dataset</c> and <c>family</c>, <c>epochs</c>, <c>base_lr</c> and <c>wd</c>, then its sizes such as <c>depth</c> and
/// <c>width</c>, and for cells <c>normal_0_op_x</c>, <c>normal_0_input_x</c> and so on, with lists as <c>2+3+4</c>.
/// </param>
/// <param name="Final">Test accuracy after the last epoch, in percent, over the runs.</param>
/// <param name="Best">Test accuracy after the best epoch, in percent, over the runs.</param>
/// <param name="Training">Training accuracy after the last epoch, in percent, over the runs.</param>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="Flops">Multiply-adds for one image, as the authors count them.</param>
public sealed record NdsResult(IReadOnlyDictionary<string, string> Specification, Accuracy Final, Accuracy Best, Accuracy Training, long Parameters, long Flops);
