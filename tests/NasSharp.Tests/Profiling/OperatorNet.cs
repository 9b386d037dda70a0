using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Profiling;

/// <summary>A model made of one function, with its parameters by name.</summary>
internal sealed class OperatorNet : nn.Module<Tensor, Tensor>
{
    private readonly Func<OperatorNet, Tensor, Tensor> function;
    private readonly Dictionary<string, Parameter> weights = [];

    public OperatorNet(Func<OperatorNet, Tensor, Tensor> function, params (string name, long[] shape)[] weights)
    {
        this.function = function;
        foreach (var (name, shape) in weights)
        {
            this.weights[name] = new Parameter(ones(shape));
            register_parameter(name, this.weights[name]);
        }
    }

    public Parameter this[string name] => weights[name];

    public override Tensor forward(Tensor input) => function(this, input);

    public static Tensor Run(string name, params Arg[] arguments) =>
        new Operator($"aten::{name.Split('.')[0]}", name.Split('.').ElementAtOrDefault(1) ?? "").Call(arguments);
}
