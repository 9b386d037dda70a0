using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Numerics;

/// <summary>A module or function under test: what has parameters, and how it is run on the inputs of the fixture.</summary>
internal sealed record ModuleCase(nn.Module Module, Func<Tensor[], Tensor[]> Run)
{
    internal static ModuleCase Of(nn.Module<Tensor, Tensor> module) => new(module, x => [module.call(x[0])]);

    internal static ModuleCase Of(nn.Module<Tensor, Tensor, Tensor> module) => new(module, x => [module.call(x[0], x[1])]);

    internal static ModuleCase Of(nn.Module<Tensor, Tensor, Tensor, Tensor> module) => new(module, x => [module.call(x[0], x[1], x[2])]);

    internal static ModuleCase Of(nn.Module<Tensor, Tensor, Tensor, Tensor, Tensor> module) => new(module, x => [module.call(x[0], x[1], x[2], x[3])]);

    internal static ModuleCase Of<T>(T module, Func<T, Tensor[], Tensor> run)
        where T : nn.Module => new(module, x => [run(module, x)]);

    internal static ModuleCase Many<T>(T module, Func<T, Tensor[], Tensor[]> run)
        where T : nn.Module => new(module, x => run(module, x));

    internal static ModuleCase Function(Func<Tensor[], Tensor> function) => new(nn.Identity(), x => [function(x)]);

    internal static ModuleCase Functions(Func<Tensor[], Tensor[]> function) => new(nn.Identity(), function);

    /// <summary>The outputs of a recurrent module with one state, run on a sequence and, when given, a state.</summary>
    internal static ModuleCase Recurrent(RecurrentModule module) => new(module, x =>
    {
        var (output, state) = module.call(x[0], x.Length > 1 ? x[1] : null);
        return [output, state];
    });

    internal static ModuleCase Recurrent(LSTM module) => new(module, x =>
    {
        var (output, h, c) = module.call(x[0], x.Length > 1 ? (x[1], x[2]) : null);
        return [output, h, c];
    });

    /// <summary>Attention of one input to itself or of three inputs, then a padding mask and an attention mask where the case has them.</summary>
    internal static ModuleCase Attention(MultiheadAttention module, bool padding = false, bool mask = false) => new(module, x =>
    {
        var inputs = new Queue<Tensor>(x);
        var query = inputs.Dequeue();
        var self = inputs.Count < 2 + (padding ? 1 : 0) + (mask ? 1 : 0);
        var key = self ? query : inputs.Dequeue();
        var value = self ? query : inputs.Dequeue();
        var result = module.call(query, key, value, padding ? inputs.Dequeue() : null, true, mask ? inputs.Dequeue() : null);
        return [result.Item1, result.Item2!];
    });
}
