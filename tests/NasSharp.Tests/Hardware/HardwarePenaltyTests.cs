using NasSharp.Hardware;
using NasSharp.Torch;

namespace NasSharp.Tests.Hardware;

public sealed class HardwarePenaltyTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string, double> Forms => new()
    {
        { "mul#log", 2 * 0.2 * Math.Pow(Math.Log(50) / Math.Log(80), 0.3) },
        { "mul#log without reference", 2 * 0.2 * Math.Pow(Math.Log(50), 0.6) },
        { "add#linear", 2 + 0.1 * (50 - 80) / 80 },
        { "add#linear without reference", 2 + 0.1 * 50 },
        { "power", 2 * Math.Pow(50.0 / 80, 0.07) },
    };

    private static HardwarePenalty Penalty(string form) => form switch
    {
        "mul#log" => HardwarePenalty.MultiplyLog(0.2, 0.3, 80),
        "mul#log without reference" => HardwarePenalty.MultiplyLog(0.2, 0.6),
        "add#linear" => HardwarePenalty.AddLinear(0.1, 80),
        "add#linear without reference" => HardwarePenalty.AddLinear(0.1),
        _ => HardwarePenalty.MultiplyPower(0.07, 80),
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Loss_has_the_form_and_its_gradient_matches_finite_differences(string form, double expected)
    {
        var penalty = Penalty(form);
        double At(double loss, double cost) => penalty.OnLoss(torch.tensor(loss, torch.ScalarType.Float64), torch.tensor(cost, torch.ScalarType.Float64)).ToDouble();
        var (l, c) = (torch.tensor(2.0, torch.ScalarType.Float64, requires_grad: true), torch.tensor(50.0, torch.ScalarType.Float64, requires_grad: true));
        var value = penalty.OnLoss(l, c);
        value.backward();
        Assert.Equal(expected, value.ToDouble(), 1e-12);
        const double h = 1e-5;
        Assert.Equal((At(2 + h, 50) - At(2 - h, 50)) / (2 * h), l.grad!.ToDouble(), 1e-8);
        Assert.Equal((At(2, 50 + h) - At(2, 50 - h)) / (2 * h), c.grad!.ToDouble(), 1e-8);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Dearer_network_has_less_reward_whatever_its_sign(string form, double _)
    {
        var penalty = Penalty(form);
        Assert.True(penalty.OnReward(0.9, 50) > penalty.OnReward(0.9, 90));
        Assert.True(penalty.OnReward(-0.9, 50) > penalty.OnReward(-0.9, 90));
    }

    [Fact]
    public void Reward_of_the_power_form_is_that_of_the_authors()
        => Assert.Equal(0.75 * Math.Pow(80.0 / 100, 0.1), HardwarePenalty.MultiplyPower(0.1, 80).OnReward(0.75, 100), 1e-12);

    [Fact]
    public void Weights_exponents_and_references_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => HardwarePenalty.AddLinear(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => HardwarePenalty.MultiplyLog(0.2, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => HardwarePenalty.MultiplyPower(0.1, double.NaN));
        Assert.Contains("more than 1", Assert.Throws<ArgumentOutOfRangeException>(() => HardwarePenalty.MultiplyLog(0.2, 0.6, 0.5)).Message);
    }
}
