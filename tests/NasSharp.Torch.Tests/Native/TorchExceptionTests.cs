namespace NasSharp.Torch.Tests.Native;

public sealed class TorchExceptionTests
{
    private static readonly Operator Cat = new("aten::cat");
    private static readonly Operator Dropout = new("aten::dropout");
    private static readonly Operator Softmax = new("aten::softmax", "int");

    [Fact]
    public void Message_is_one_line_with_operator_shapes_and_types()
    {
        using var scope = torch.NewDisposeScope();
        var message = Refused(() => Cat.Call(new[] { torch.zeros([2, 3]), torch.zeros([4, 5], torch.float64) }, 0));
        Assert.Contains("aten::cat({float32[2, 3], float64[4, 5]}, 0)", message);
        Assert.Contains("Sizes of tensors must match except in dimension 0", message);
    }

    [Fact]
    public void Message_has_no_stack_of_the_native_side()
    {
        using var scope = torch.NewDisposeScope();
        var message = Refused(() => torch.zeros([2]).reshape(3));
        Assert.Contains("shape '[3]' is invalid for input of size 2", message);
        Assert.DoesNotContain("Exception raised from", message);
        Assert.DoesNotContain("frame #", message);
    }

    [Fact]
    public void Missing_argument_is_named_with_its_type()
    {
        using var scope = torch.NewDisposeScope();
        var message = Refused(() => Dropout.Call(torch.zeros([2]), 0.5));
        Assert.Contains("argument 'train' of type bool is missing", message);
        Assert.Contains("aten::dropout(float32[2], 0.5)", message);
    }

    [Fact]
    public void Argument_of_the_wrong_type_is_named_with_both_types()
    {
        using var scope = torch.NewDisposeScope();
        Assert.Contains("argument 'dim' must be int, not a float", Refused(() => Softmax.Call(torch.zeros([2]), 0.5)));
        Assert.Contains("argument 'self' must be Tensor, not None", Refused(() => Softmax.Call(Arg.None, 0)));
    }

    [Fact]
    public void Superfluous_argument_is_counted()
    {
        using var scope = torch.NewDisposeScope();
        Assert.Contains("takes 3 arguments at most, not 4", Refused(() => Softmax.Call(torch.zeros([2]), 0, Arg.Default, 1)));
    }

    [Fact]
    public void Wrong_overload_is_answered_with_the_ones_there_are()
    {
        var message = Refused(() => new Operator("aten::softmax", "integer").Call());
        Assert.Contains("aten::softmax.integer", message);
        Assert.Contains("its overloads are 'Dimname', 'int'", message);
    }

    [Fact]
    public void Tensor_beyond_all_memory_is_refused_and_the_next_one_works()
    {
        using var scope = torch.NewDisposeScope();
        Assert.Contains("not enough memory for a tensor of 4503599627370496 bytes", Refused(() => torch.empty([1L << 50])));
        Assert.Equal(3, torch.ones([3]).sum().ToDouble());
    }

    [Fact]
    public void Errors_of_backward_are_torch_exceptions()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones([2], requires_grad: true);
        var loss = (x * x).sum();
        loss.backward();
        Assert.Contains("a second time", Refused(() => loss.backward()));
        Assert.Contains("does not require grad", Refused(() => torch.ones([1]).backward()));
    }

    private static string Refused(Action call)
    {
        var message = Assert.Throws<TorchException>(call).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
