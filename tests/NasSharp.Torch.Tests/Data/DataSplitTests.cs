using FsCheck;
using FsCheck.Fluent;
using NasSharp.Torch.Data;

namespace NasSharp.Torch.Tests.Data;

public sealed class DataSplitTests
{
    private static TrainSplit Train(int count, int classes = 10) => new(new CountingDataset(count, classes));

    [Fact]
    public void SplitOff_divides_every_class_in_proportion()
    {
        var (train, validation) = Train(1000).SplitOff(0.3, seed: 4);
        Assert.Equal((700, 300), (train.Count, validation.Count));
        Assert.All(validation.Labels.CountBy(l => l), p => Assert.Equal(30, p.Value));
        Assert.Equal(Enumerable.Range(0, 1000), train.Samples.ToArray().Concat(validation.Samples.ToArray()).Order());
    }

    [Fact]
    public void SplitOff_takes_the_parts_at_random_and_not_in_data_set_order()
    {
        var (train, validation) = Train(1000).SplitOff(0.5, seed: 4);
        // A cut in order would give the samples below 500 to one part; at random about half of each part lies there (sd 11).
        Assert.InRange(train.Samples.ToArray().Count(i => i < 500), 190, 310);
        Assert.InRange(validation.Samples.ToArray().Count(i => i < 500), 190, 310);
    }

    [Fact]
    public void SplitOff_with_the_same_seed_repeats_and_with_another_differs()
    {
        string Of(long seed) => Train(200).SplitOff(0.5, seed).Validation.Fingerprint;
        Assert.Equal(Of(1), Of(1));
        Assert.Equal(20, Enumerable.Range(0, 20).Select(s => Of(s)).Distinct().Count());
    }

    [Fact]
    public void SplitOff_of_any_set_keeps_every_sample_once_and_every_share_within_one()
    {
        Prop.ForAll(Gen.Choose(2, 400).ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), Gen.Choose(1, 99).ToArbitrary(), (count, classes, percent) =>
        {
            var fraction = percent / 100.0;
            var expected = (int)Math.Round(fraction * count, MidpointRounding.AwayFromZero);
            if (expected == 0 || expected == count)
            {
                Assert.Throws<ArgumentException>(() => Train(count, classes).SplitOff(fraction, 1));
                return true;
            }
            var whole = Train(count, classes);
            var (train, validation) = whole.SplitOff(fraction, percent);
            Assert.Equal(expected, validation.Count);
            Assert.Equal(Enumerable.Range(0, count), train.Samples.ToArray().Concat(validation.Samples.ToArray()).Order());
            var sizes = whole.Labels.CountBy(l => l).ToDictionary();
            var taken = validation.Labels.CountBy(l => l).ToDictionary();
            return sizes.All(p => Math.Abs(taken.GetValueOrDefault(p.Key) - (double)expected * p.Value / count) < 1);
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void SplitOff_with_an_impossible_fraction_is_refused(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Train(10).SplitOff(fraction, 1));

    [Fact]
    public void Split_of_an_empty_set_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Train(0));
        Assert.Contains("The train split of CountingDataset is empty", error.Message);
    }

    [Fact]
    public void Take_keeps_the_balance_of_classes()
    {
        var part = Train(1000).Take(50, seed: 1);
        Assert.All(part.Labels.CountBy(l => l), p => Assert.Equal(5, p.Value));
        Assert.Equal(50, part.Samples.ToArray().Distinct().Count());
    }

    [Fact]
    public void Split_of_a_split_stays_inside_it()
    {
        var (train, held) = Train(100).SplitOff(0.2, 1);
        var (weights, architecture) = train.SplitOff(0.5, 2);
        Assert.Equal((40, 40), (weights.Count, architecture.Count));
        Assert.Empty(held.Samples.ToArray().Intersect([.. weights.Samples, .. architecture.Samples]));
    }

    [Fact]
    public void Splits_of_different_purpose_do_not_convert_into_each_other()
    {
        Type[] kinds = [typeof(TrainSplit), typeof(ValidationSplit), typeof(TestSplit)];
        foreach (var from in kinds)
            foreach (var to in kinds.Where(k => k != from))
            {
                Assert.False(from.IsAssignableTo(to));
                // No public way leads from one kind to the data set behind it, and so into another kind.
                Assert.DoesNotContain(to.GetConstructors(), c => c.GetParameters().Any(p => p.ParameterType.IsAssignableFrom(from)));
            }
        Assert.DoesNotContain(typeof(DataSplit).GetProperties(), p => p.PropertyType == typeof(Dataset));
    }
}
