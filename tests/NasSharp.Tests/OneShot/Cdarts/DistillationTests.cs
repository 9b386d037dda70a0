using NasSharp.OneShot.Cdarts;
using NasSharp.Torch;

namespace NasSharp.Tests.OneShot.Cdarts;

public sealed class DistillationTests : IDisposable
{
    private const double Temperature = 2;

    private static readonly double[][] Student = [[1, 0, -1], [0.5, 2, 0]];
    private static readonly double[][] Teacher = [[0, 1, 0.5], [1, 1, -2]];

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static torch.Tensor Tensor(double[][] rows) => torch.tensor([.. rows.SelectMany(r => r)]).view(rows.Length, -1);

    private static double[] Softmax(double[] logits)
    {
        var exponentials = logits.Select(l => Math.Exp(l / Temperature)).ToArray();
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }

    private static double Closed(double[][] student, DistillationLoss kind)
    {
        var rows = student.Zip(Teacher).ToArray();
        var pairs = rows.SelectMany(r => r.First.Zip(r.Second)).ToArray();
        return Temperature * Temperature * kind switch
        {
            DistillationLoss.KullbackLeibler => rows.Average(r => Softmax(r.Second).Zip(Softmax(r.First), (t, s) => t * Math.Log(t / s)).Average()),
            DistillationLoss.Cosine => -rows.Average(r => r.First.Zip(r.Second, (s, t) => s * t).Sum() / Math.Sqrt(r.First.Sum(s => s * s) * r.Second.Sum(t => t * t))),
            DistillationLoss.MeanSquare => pairs.Average(p => Math.Pow(p.First - p.Second, 2)),
            _ => pairs.Average(p => Math.Abs(p.First - p.Second) < 1 ? Math.Pow(p.First - p.Second, 2) / 2 : Math.Abs(p.First - p.Second) - 0.5),
        };
    }

    [Theory]
    [InlineData(DistillationLoss.KullbackLeibler)]
    [InlineData(DistillationLoss.Cosine)]
    [InlineData(DistillationLoss.MeanSquare)]
    [InlineData(DistillationLoss.SmoothL1)]
    public void Loss_and_its_gradient_are_those_of_the_closed_form(DistillationLoss kind)
    {
        var student = Tensor(Student).requires_grad_();
        var loss = Distillation.Loss(student, Tensor(Teacher), kind, Temperature);
        Assert.Equal(Closed(Student, kind), loss.ToDouble(), 1e-10);
        loss.backward();
        var gradient = student.grad!.to_array<double>();
        const double h = 1e-6;
        for (var i = 0; i < 6; i++)
        {
            double At(double shift) => Closed([.. Student.Select((row, r) => row.Select((v, c) => r * 3 + c == i ? v + shift : v).ToArray())], kind);
            Assert.Equal((At(h) - At(-h)) / (2 * h), gradient[i], 1e-6);
        }
    }

    [Fact]
    public void Gradient_reaches_the_teacher_too()
    {
        var teacher = Tensor(Teacher).requires_grad_();
        Distillation.Loss(Tensor(Student), teacher, DistillationLoss.KullbackLeibler, Temperature).backward();
        Assert.True(teacher.grad!.abs().max().ToDouble() > 1e-3);
    }

    [Fact]
    public void Heads_are_one_batch_each_divided_by_their_number()
    {
        using var network = new Staged();
        var output = network.call(torch.tensor([2.0, 4.0]).view(1, 2));
        Assert.Equal([20.0 / 3, 40.0 / 3, 200.0 / 3, 400.0 / 3, 2.0 / 3, 4.0 / 3], Distillation.Heads(network, output).to_array<double>().Select(v => Math.Round(v, 10)), Close);
        using var plain = torch.nn.Identity();
        Assert.Same(output, Distillation.Heads(plain, output));
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-9;

    private sealed class Staged() : torch.nn.Module<torch.Tensor, torch.Tensor>(nameof(Staged)), IDistilledStages
    {
        public IReadOnlyList<torch.Tensor> StageLogits { get; private set; } = [];

        public override torch.Tensor forward(torch.Tensor input)
        {
            StageLogits = [input * 10, input * 100];
            return input;
        }
    }
}
