using NasSharp.Cli.Algorithms;

namespace NasSharp.Cli.Tests.Algorithms;

public class OptionsRecordTests
{
    private enum Shade
    {
        VeryLight,
        Dark,
    }

    [Theory]
    [InlineData("step-count", "7")]
    [InlineData("rate", "0.25")]
    [InlineData("is-on", "true")]
    [InlineData("shade", "dark")]
    [InlineData("limit", "3")]
    [InlineData("limit", "none")]
    [InlineData("inner.size", "9")]
    [InlineData("parts", "1:0.5")]
    [InlineData("parts", "4:0/7:1E-05/9:2")]
    public void Changed_setting_is_the_only_difference(string name, string value)
    {
        var before = OptionsRecord.Describe(new Sample());

        var after = OptionsRecord.Describe(OptionsRecord.With(new Sample(), name, value, _ => new InvalidOperationException()));

        Assert.Equal(value, after[name]);
        Assert.Equal(before.Where(s => s.Key != name), after.Where(s => s.Key != name));
    }

    [Fact]
    public void Record_inside_is_copied_before_it_is_changed()
    {
        var options = new Sample { Inner = Inner.Shared };

        OptionsRecord.With(options, "inner.size", "100", _ => new InvalidOperationException());

        Assert.Equal(4, Inner.Shared.Size);
    }

    [Theory]
    [InlineData("step-count", "7.5", "a whole number")]
    [InlineData("rate", "nan", "a number")]
    [InlineData("is-on", "yes", "true or false")]
    [InlineData("shade", "light", "one of very-light, dark")]
    [InlineData("inner", "3", null)]
    [InlineData("inner.colour", "3", null)]
    [InlineData("count-only", "3", null)]
    [InlineData("parts", "3", "a list of size:rate with / between, such as 1:2/2:3")]
    [InlineData("parts", "3:x/4:1", "a list of size:rate with / between, such as 1:2/2:3")]
    [InlineData("parts", "", "a list of size:rate with / between, such as 1:2/2:3")]
    public void Wrong_value_or_name_is_refused_with_what_is_expected(string name, string value, string? kind)
    {
        var refused = Assert.Throws<NotSupportedException>(() => OptionsRecord.With(new Sample(), name, value, k => new NotSupportedException(k ?? "unknown")));

        Assert.Equal(kind ?? "unknown", refused.Message);
    }

    private sealed record Inner
    {
        public static Inner Shared { get; } = new();

        public int Size { get; init; } = 4;
    }

    private sealed record Part(int Size, double Rate);

    private sealed record Sample
    {
        public int StepCount { get; init; } = 1;

        public double Rate { get; init; } = 0.5;

        public bool IsOn { get; init; }

        public Shade Shade { get; init; }

        public int? Limit { get; init; } = 5;

        public Inner Inner { get; init; } = new();

        public IReadOnlyList<Part> Parts { get; init; } = [new(2, 0.25), new(3, 0.75)];

        public int CountOnly => StepCount;
    }
}
