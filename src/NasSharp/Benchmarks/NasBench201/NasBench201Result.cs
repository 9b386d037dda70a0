using NasSharp.Spaces;

namespace NasSharp.Benchmarks.NasBench201;

/// <summary>One result of a query.</summary>
/// <param name="Architecture">The cell.</param>
/// <param name="Images">The images.</param>
/// <param name="Split">The part of the images.</param>
/// <param name="Epochs">Epochs of the training.</param>
/// <param name="Accuracy">The accuracy in percent, over the runs.</param>
/// <param name="TrainingSeconds">Seconds of training on the authors' GPU.</param>
/// <param name="Parameters">Trainable parameters of the network.</param>
/// <param name="Flops">Multiply-adds of its convolutions and its classifier for one image.</param>
public sealed record NasBench201Result(
    Architecture Architecture, ImageSet Images, AccuracySplit Split, int Epochs, Accuracy Accuracy, double TrainingSeconds, long Parameters, long Flops);
