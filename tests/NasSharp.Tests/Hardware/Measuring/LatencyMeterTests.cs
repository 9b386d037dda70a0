using NasSharp.Hardware;
using NasSharp.Hardware.Measuring;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.Tests.Hardware.Measuring;

public sealed class LatencyMeterTests : IDisposable
{
    private static readonly double[] A = [3, 1];
    private static readonly double[] B = [2, 5, 8];

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"nassharp-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_file);

    private static LatencyMeasurement Measure(Clock clock, LatencyMeterOptions? options = null) =>
        LatencyMeter.Measure(() => new Chain(clock), [1, 2], (options ?? new LatencyMeterOptions { Repeats = 5, Networks = 6 }) with { Time = clock });

    [Fact]
    public void Every_candidate_and_the_rest_of_the_network_are_measured()
    {
        var measured = Measure(new Clock());
        // The key 'b' stands in two places.
        Assert.Equal(A, measured.Table.Rows["a"]);
        Assert.Equal(B.Select(b => 2 * b), measured.Table.Rows["b"]);
        Assert.Equal(7, measured.Table.Constant);
        Assert.All(measured.Candidates.Values.SelectMany(c => c), m => Assert.Equal((m.Median, m.Median), (m.Low, m.High)));
    }

    [Fact]
    public void Whole_networks_are_predicted_without_error_where_latencies_add_up()
    {
        var measured = Measure(new Clock());
        Assert.True(measured.Networks.Count >= 3);
        Assert.All(measured.Networks, n => Assert.Equal(n.Measured.Median, n.Predicted, 1e-9));
        Assert.Equal(1, measured.RankCorrelation!.Value, 1e-12);
        Assert.StartsWith("The table predicts whole networks well", measured.Verdict);
        Assert.Contains("it orders them as they are", measured.Verdict);
    }

    [Fact]
    public void Wrong_predictions_are_called_wrong()
    {
        // A derived network pays 50 ms more than the supernet did.
        var measured = Measure(new Clock { OfDerived = 50 });
        Assert.Contains("predicts whole networks badly; do not use it for limits", measured.Verdict);
        Assert.Contains("typically too low", measured.Verdict);
    }

    [Fact]
    public void Outliers_move_the_intervals_and_not_the_medians()
    {
        var clock = new Clock { Noise = new RandomStream(3) };
        var measured = Measure(clock, new LatencyMeterOptions { Repeats = 41, WarmupRounds = 2, Networks = 0 });
        var first = measured.Candidates["a"][0];
        Assert.InRange(first.Median, 3, 3.6);
        Assert.True(first.Low <= first.Median && first.Median <= first.High && first.High > first.Low);
    }

    [Fact]
    public void Measurements_are_interleaved()
    {
        var clock = new Clock();
        Measure(clock, new LatencyMeterOptions { Repeats = 3, WarmupRounds = 0, Networks = 0 });
        // One forward finds out what runs; then in each round all candidates once before any runs again, then the first network.
        var rounds = clock.Calls.Skip(4).Chunk(2 + 3 + 3 + 1 + 4).Take(3).ToList();
        Assert.All(rounds, r => Assert.Equal(["a0", "a1"], r.Take(2).Order()));
        Assert.All(rounds, r => Assert.Equal(["b0", "b1", "b2"], r.Skip(2).Take(3).Order()));
        Assert.NotEqual(rounds[0][0], rounds[1][0]);
    }

    [Fact]
    public void File_is_read_as_the_same_table()
    {
        var measured = Measure(new Clock(), new LatencyMeterOptions { Repeats = 5, DeviceName = "here" });
        File.WriteAllText(_file, measured.ToJson([KeyValuePair.Create("threads", "2")]));
        var read = LatencyTable.Read(_file, measured.Table.Space);
        Assert.Equal((measured.Table.Constant, "here"), (read.Constant, read.Device));
        Assert.Equal(measured.Table.Rows["b"], read.Rows["b"]);
        Assert.Contains("\"threads\": \"2\"", File.ReadAllText(_file));
    }

    [Fact]
    public void Without_networks_nothing_is_claimed() =>
        Assert.StartsWith("No whole network was measured", Measure(new Clock(), new LatencyMeterOptions { Repeats = 3, Networks = 0 }).Verdict);

    [Fact]
    public void Two_repeats_are_refused() =>
        Assert.Contains("Repeats is 2", Assert.Throws<ArgumentException>(() => Measure(new Clock(), new LatencyMeterOptions { Repeats = 2 })).Message);

    [Fact]
    public void Unused_edges_of_a_cell_cost_nothing_in_the_prediction()
    {
        var clock = new Clock();
        var measured = LatencyMeter.Measure(() => new Cell(clock), [1, 2], new LatencyMeterOptions { Repeats = 3, Networks = 8, Time = clock });
        Assert.All(measured.Networks, n => Assert.Equal(n.Measured.Median, n.Predicted, 1e-9));
        Assert.Equal([4, 6], measured.Table.Rows["left"]);
    }

    [Fact]
    public void Nested_choices_have_rows_of_their_own_and_networks_are_predicted_without_error()
    {
        var clock = new Clock();
        var measured = LatencyMeter.Measure(() => new Nesting(clock), [1, 2], new LatencyMeterOptions { Repeats = 3, Networks = 12, Time = clock });
        // The deep candidate takes 10 itself; what is chosen inside it is not counted there.
        Assert.Equal([10, 4], measured.Table.Rows["outer"]);
        Assert.Equal([2, 5], measured.Table.Rows["inner"]);
        Assert.Equal((1, 5), (measured.Table.Constant, measured.Table.Least));
        Assert.Equal(3, measured.Networks.Count);
        Assert.All(measured.Networks, n => Assert.Equal(n.Measured.Median, n.Predicted, 1e-9));
    }

    [Fact]
    public void Choice_in_two_candidates_is_refused_by_key() =>
        Assert.Contains("'inner' is nested in more than one candidate", Assert.Throws<LatencyException>(() => LatencyMeter.Measure(() => new Nesting(new Clock(), twice: true), [1, 2])).Message);

    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 10, 20, 30, 40 }, 1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 4, 3, 2, 1 }, -1)]
    [InlineData(new double[] { 1, 2, 2, 3 }, new double[] { 1, 3, 2, 4 }, 0.9486832980505138)]
    public void Rank_correlation_is_Spearmans(double[] a, double[] b, double expected) => Assert.Equal(expected, RankOrder.Spearman(a, b)!.Value, 1e-12);

    /// <summary>A clock that moves when a module runs.</summary>
    private sealed class Clock : TimeProvider
    {
        private long _now;

        public double OfDerived { get; init; }

        public Random? Noise { get; init; }

        public List<string> Calls { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Run(string name, double milliseconds)
        {
            Calls.Add(name);
            // Now and then the machine does something else.
            var more = Noise is null ? 0 : Noise.NextDouble() < 0.1 ? 1000 : Noise.NextDouble();
            _now += TimeSpan.FromMilliseconds(milliseconds + more).Ticks;
        }
    }

    private sealed class Takes(Clock clock, string name, double milliseconds) : torch.nn.Module<torch.Tensor, torch.Tensor>(nameof(Takes))
    {
        public override torch.Tensor forward(torch.Tensor input)
        {
            clock.Run(name, milliseconds);
            return input;
        }
    }

    private sealed class Chain : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly Clock _clock;
        private readonly LayerChoice a;
        private readonly LayerChoice b;
        private readonly LayerChoice again;

        public Chain(Clock clock)
            : base(nameof(Chain))
        {
            _clock = clock;
            a = new LayerChoice(A.Select((ms, i) => (torch.nn.Module<torch.Tensor, torch.Tensor>)new Takes(clock, $"a{i}", ms)), key: "a");
            b = new LayerChoice(B.Select((ms, i) => (torch.nn.Module<torch.Tensor, torch.Tensor>)new Takes(clock, $"b{i}", ms)), key: "b");
            again = new LayerChoice(B.Select((ms, i) => (torch.nn.Module<torch.Tensor, torch.Tensor>)new Takes(clock, $"b{i}", ms)), key: "b");
            RegisterComponents();
        }

        public override torch.Tensor forward(torch.Tensor input)
        {
            var derived = a.Candidates.Contains(null);
            var x = again.call(b.call(a.call(input)));
            _clock.Run("rest", 7 + (derived ? _clock.OfDerived : 0));
            return x + 0;
        }
    }

    private sealed class Cell : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly LayerChoice left;
        private readonly LayerChoice right;
        private readonly InputChoice pick = new(["left", "right"], chosen: 1, key: "pick");

        public Cell(Clock clock)
            : base(nameof(Cell))
        {
            left = new LayerChoice([new Takes(clock, "l0", 4), new Takes(clock, "l1", 6)], key: "left");
            right = new LayerChoice([new Takes(clock, "r0", 1), new Takes(clock, "r1", 9)], key: "right");
            RegisterComponents();
        }

        public override torch.Tensor forward(torch.Tensor input) => pick.forward(
        [
            pick.CurrentMask[0] ? left.call(input) : null,
            pick.CurrentMask[1] ? right.call(input) : null,
        ])! + 0;
    }

    private sealed class Nesting : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly Clock _clock;
        private readonly LayerChoice outer;

        public Nesting(Clock clock, bool twice = false)
            : base(nameof(Nesting))
        {
            _clock = clock;
            outer = new LayerChoice([("deep", new Deep(clock)), ("flat", twice ? new Deep(clock) : new Takes(clock, "flat", 4))], key: "outer");
            RegisterComponents();
        }

        public override torch.Tensor forward(torch.Tensor input)
        {
            var x = outer.call(input);
            _clock.Run("rest", 1);
            return x + 0;
        }
    }

    private sealed class Deep : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly Clock _clock;
        private readonly LayerChoice inner;

        public Deep(Clock clock)
            : base(nameof(Deep))
        {
            _clock = clock;
            inner = new LayerChoice([new Takes(clock, "i0", 2), new Takes(clock, "i1", 5)], key: "inner");
            RegisterComponents();
        }

        public override torch.Tensor forward(torch.Tensor input)
        {
            _clock.Run("deep", 10);
            return inner.call(input);
        }
    }
}
