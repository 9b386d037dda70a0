using NasSharp.OneShot.PDarts;

namespace NasSharp.Tests.OneShot.PDarts;

public sealed class CandidateRaceTests
{
    private static readonly bool[] All = [true, true, true, true];

    [Theory]
    [InlineData(0, "1111")]
    [InlineData(1, "1011")]
    [InlineData(2, "1010")]
    [InlineData(3, "0010")]
    [InlineData(9, "0010")]
    public void Next_drops_as_many_of_the_weakest_as_asked(int drop, string expected) => Assert.Equal(expected, Text(CandidateRace.Next([0.3, 0.1, 0.4, 0.2], All, 3, drop)));

    [Fact]
    public void Next_counts_none_as_an_entry_but_never_drops_the_last_candidate()
    {
        Assert.Equal("1110", Text(CandidateRace.Next([0.3, 0.2, 0.4, 0.1], All, 3, 1)));
        // "none" is the strongest; the best candidate stays all the same.
        Assert.Equal("0100", Text(CandidateRace.Next([0.1, 0.3, 0.1, 0.5], All, 3, 3)));
    }

    [Fact]
    public void Next_drops_the_later_of_equals() => Assert.Equal("1100", Text(CandidateRace.Next([0.25, 0.25, 0.25, 0.25], All, 3, 2)));

    [Fact]
    public void Next_leaves_alone_who_was_dropped_before() => Assert.Equal("0110", Text(CandidateRace.Next([0, 0.5, 0.3, 0.2], [false, true, true, true], 3, 1)));

    private static string Text(bool[] open) => string.Concat(open.Select(o => o ? '1' : '0'));
}
