using System.Text;
using NasSharp.Torch.Interop;

namespace NasSharp.Torch;

/// <summary>Says what libtorch refused: its first line, the operator, and the shapes and types of the arguments.</summary>
internal static class OperatorError
{
    internal static TorchException Create(Operator op, ReadOnlySpan<Arg> args, string message)
    {
        var text = new StringBuilder();
        text.Append(message).Append(" [").Append(op).Append('(');
        for (var i = 0; i < args.Length; i++)
        {
            if (i > 0)
                text.Append(", ");
            Describe(text, args[i]);
        }
        return new TorchException(text.Append(")]").ToString());
    }

    private static void Describe(StringBuilder text, in Arg arg)
    {
        switch (arg.Value)
        {
            case null:
                text.Append(arg.Tag == ValueTag.Default ? "default" : "none");
                break;
            case torch.Tensor tensor:
                text.Append(tensor.Describe());
                break;
            case torch.Tensor?[] tensors:
                text.Append('{').AppendJoin(", ", tensors.Take(8).Select(t => t?.Describe() ?? "none")).Append(tensors.Length > 8 ? ", ...}" : "}");
                break;
            case Array list:
                text.Append('[').AppendJoin(",", list.Cast<object>().Take(16)).Append(']');
                break;
            case string value:
                text.Append('\'').Append(value).Append('\'');
                break;
            case IFormattable value:
                text.Append(value.ToString(null, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case var value:
                text.Append(value);
                break;
        }
    }
}
