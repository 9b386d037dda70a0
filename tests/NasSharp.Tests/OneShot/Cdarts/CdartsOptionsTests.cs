using NasSharp.OneShot.Cdarts;

namespace NasSharp.Tests.OneShot.Cdarts;

public sealed class CdartsOptionsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 5)]
    [InlineData(3, 4.166667)]
    [InlineData(4, 3.333333)]
    [InlineData(5, 2.5)]
    [InlineData(6, 1.666667)]
    [InlineData(7, 0.833333)]
    [InlineData(8, 0)]
    [InlineData(31, 0)]
    public void Regularization_fades_in_a_line_over_a_fifth_of_the_joint_epochs(int epoch, double expected) =>
        Assert.Equal(expected, new CdartsOptions().RegularizationAt(epoch), 1e-5);

    [Fact]
    public void Cycle_begins_after_the_warmup_and_every_few_joint_epochs()
    {
        var options = new CdartsOptions { Epochs = 10, WarmupEpochs = 2, JointEpochs = 3 };
        Assert.Equal([2, 5, 8], Enumerable.Range(0, 10).Where(options.CycleBeginsAt));
    }

    [Theory]
    [InlineData("Temperature", 0)]
    [InlineData("LossWeight", 0)]
    [InlineData("JointEpochs", 0)]
    [InlineData("RegularizationRatio", 1.5)]
    public void Option_out_of_range_is_named(string option, double value)
    {
        var options = option switch
        {
            "Temperature" => new CdartsOptions { Temperature = value },
            "LossWeight" => new CdartsOptions { LossWeight = value },
            "JointEpochs" => new CdartsOptions { JointEpochs = (int)value },
            _ => new CdartsOptions { RegularizationRatio = value },
        };
        Assert.Contains(FormattableString.Invariant($"{option} is {value}"), Assert.Throws<ArgumentException>(options.Validate).Message);
    }
}
