using NasSharp.Benchmarks;
using NasSharp.Benchmarks.NasBench201;
using NasSharp.Spaces;

namespace NasSharp.Tests.Benchmarks;

public sealed class NasBench201Tests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-nb201-").FullName;

    private string Target => Path.Combine(_folder, "out", "table.nasb");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Imported_table_answers_queries()
    {
        NasBench201Table.Import(InventedNasBench201.Write(_folder), Target);
        using var table = NasBench201Table.Open(Target);
        var cell = NasBench201Space.Parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|skip_connect~1|+|none~0|nor_conv_1x1~1|avg_pool_3x3~2|");
        var accuracy = table.Accuracy(cell, ImageSet.Cifar10, AccuracySplit.Validation);
        Assert.Equal(51, accuracy.Mean);
        Assert.Equal(50.5, accuracy.Runs[0]);
        Assert.Equal(51.5, accuracy.Runs[1]);
        Assert.Equal(25.5, table.Mean(cell, ImageSet.Cifar100, AccuracySplit.Test, epochs: 12));
        Assert.Equal(51 * 12 / 200.0, table.TrainingSeconds(cell, ImageSet.Cifar100, epochs: 12));
    }

    [Fact]
    public void A_missing_third_run_is_left_out()
    {
        NasBench201Table.Import(InventedNasBench201.Write(_folder), Target);
        using var table = NasBench201Table.Open(Target);
        var two = NasBench201Space.Parse("|none~0|+|none~0|none~1|+|none~0|none~1|skip_connect~2|");
        Assert.Equal(2, table.Accuracy(two, ImageSet.Cifar10, AccuracySplit.Validation).Runs.Count);
        Assert.Equal(Math.Sqrt(0.5), table.Accuracy(two, ImageSet.Cifar10, AccuracySplit.Validation).Deviation!.Value, 12);
        Assert.Null(table.Value(two, "c10_valid200_r2"));
    }

    [Fact]
    public void A_partial_cell_finds_all_that_fit()
    {
        NasBench201Table.Import(InventedNasBench201.Write(_folder), Target);
        using var table = NasBench201Table.Open(Target);
        var found = table.Query(new Dictionary<string, string> { ["0_1"] = "conv_3x3", ["2_3"] = "none" }, ImageSet.Cifar10, AccuracySplit.Test, 200).ToList();
        Assert.Equal(625, found.Count);
        Assert.All(found, r => Assert.Equal("conv_3x3", NasBench201Space.OperationNames[r.Architecture["0_1"].Selected[0]]));
        Assert.Equal(15_625 * 3, table.Query(split: AccuracySplit.Test, epochs: 12).Count());
    }

    [Fact]
    public void Cells_read_and_print_as_their_authors_write_them()
    {
        const string text = "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|";
        Assert.Equal(text, NasBench201Space.Print(NasBench201Space.Parse(text)));
        Assert.Contains("'0_2'", Assert.Throws<ArchitectureException>(() => NasBench201Space.Parse("|none~0|+|conv~0|none~1|+|none~0|none~1|none~2|")).Message);
    }

    [Fact]
    public void The_space_is_counted_and_enumerated_in_the_order_of_the_rows()
    {
        Assert.Equal(NasBench201Space.Count, NasBench201Space.Space.Count());
        Assert.Equal(Enumerable.Range(0, NasBench201Space.Count), NasBench201Space.Space.Enumerate().Select(NasBench201Space.RowOf));
        Assert.Equal(NasBench201Space.Space.Enumerate().Skip(1234).First(), NasBench201Space.At(1234));
    }

    [Fact]
    public void An_architecture_outside_the_space_is_refused_with_its_key()
    {
        NasBench201Table.Import(InventedNasBench201.Write(_folder), Target);
        using var table = NasBench201Table.Open(Target);
        var other = new SearchSpace(NasBench201Space.Keys.Select(k => Choice.Layer(k, ["none", "conv_7x7"])));
        var cell = new Architecture(other, NasBench201Space.Keys.Select(k => KeyValuePair.Create(k, Decision.One(k == "1_3" ? 1 : 0))));
        Assert.Contains("'1_3': 'conv_7x7'", Assert.Throws<ArchitectureException>(() => table.Mean(cell, ImageSet.Cifar10, AccuracySplit.Test)).Message);
        Assert.Contains("'0_1'", Assert.Throws<ArchitectureException>(() => table.Mean(Tuners.TunerSpaces.Four.First(), ImageSet.Cifar10, AccuracySplit.Test)).Message);
        Assert.Contains("'9_9'", Assert.Throws<ArchitectureException>(() => table.Query(new Dictionary<string, string> { ["9_9"] = "none" })).Message);
    }

    [Fact]
    public void Operations_are_found_by_name_whatever_their_order()
    {
        NasBench201Table.Import(InventedNasBench201.Write(_folder), Target);
        using var table = NasBench201Table.Open(Target);
        var reversed = new SearchSpace(NasBench201Space.Keys.Reverse().Select(k => Choice.Layer(k, NasBench201Space.OperationNames.Reverse())));
        var all3 = new Architecture(reversed, reversed.Keys.Select(k => KeyValuePair.Create(k, Decision.One(2))));
        Assert.Equal(90, table.Mean(all3, ImageSet.Cifar10, AccuracySplit.Test));
    }

    [Fact]
    public void An_accuracy_that_the_benchmark_has_not_says_which_there_are()
    {
        NasBench201Table.Import(InventedNasBench201.Write(_folder), Target);
        using var table = NasBench201Table.Open(Target);
        var cell = NasBench201Space.Space.First();
        Assert.Contains("12 and 200", Assert.Throws<BenchmarkException>(() => table.Mean(cell, ImageSet.Cifar10, AccuracySplit.Test, 90)).Message);
        Assert.Contains("Validation at 200", Assert.Throws<BenchmarkException>(() => table.Mean(cell, ImageSet.Cifar10, AccuracySplit.ValidationAndTest)).Message);
        Assert.Contains("c10_valid200", Assert.Throws<BenchmarkException>(() => table.Value(cell, "speed")).Message);
    }

    public static TheoryData<string, string> Damages => new()
    {
        { "row missing", "1 of 15625 architectures are missing" },
        { "row twice", "row 15626: the architecture 000003 occurs twice" },
        { "column missing", "the column c10_test12 is missing" },
        { "column unknown", "unknown column extra" },
        { "nan", "row 8: 'c100_test200' is NaN, which is not a finite number" },
        { "text", "row 8: 'c100_test200' is 'good'; expected a number" },
        { "empty", "row 8: 'c100_test200' is missing" },
        { "third run", "row 1: 'c10_valid200_r2' is missing" },
        { "digits", "row 8: 'ops' is '000007'" },
        { "short row", "row 8: 47 fields; expected 48" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_damaged_table_is_refused_with_the_row_and_leaves_nothing_behind(string damage, string expected)
    {
        InventedNasBench201.Write(_folder, lines => Damage(lines, damage));
        Assert.Contains(expected, Assert.Throws<BenchmarkException>(() => NasBench201Table.Import(_folder, Target)).Message);
        Assert.False(Directory.Exists(Path.GetDirectoryName(Target)));
    }

    [Theory]
    [InlineData(0, "no table of a benchmark")]
    [InlineData(100, "no table of a benchmark")]
    [InlineData(100_000, "make it again")]
    public void A_cut_file_is_refused(int length, string expected)
    {
        NasBench201Table.Import(InventedNasBench201.Write(_folder), Target);
        using (var file = File.OpenWrite(Target))
            file.SetLength(length);
        Assert.Contains(expected, Assert.Throws<BenchmarkException>(() => NasBench201Table.Open(Target)).Message);
    }

    [Fact]
    public void Missing_files_are_named()
    {
        Assert.Contains("no such file", Assert.Throws<BenchmarkException>(() => NasBench201Table.Import(_folder, Target)).Message);
        Assert.Contains("nasctl benchmark import", Assert.Throws<BenchmarkException>(() => NasBench201Table.Open(Target)).Message);
    }

    private static void Damage(List<string> lines, string damage)
    {
        var columns = lines[0].Split(',').ToList();
        switch (damage)
        {
            case "row missing":
                lines.RemoveAt(50);
                break;
            case "row twice":
                lines.Add(lines[4]);
                break;
            case "column missing":
                lines[0] = lines[0].Replace("c10_test12", "other");
                break;
            case "column unknown":
                lines[0] += ",extra";
                break;
            case "third run":
                Set(1, "c10_valid200_r2", "");
                break;
            case "digits":
                Set(8, "ops", "000007");
                break;
            case "short row":
                lines[8] = lines[8][..lines[8].LastIndexOf(',')];
                break;
            default:
                Set(8, "c100_test200", damage switch { "nan" => "NaN", "text" => "good", _ => "" });
                break;
        }

        void Set(int row, string column, string value)
        {
            var fields = lines[row].Split(',');
            fields[columns.IndexOf(column)] = value;
            lines[row] = string.Join(',', fields);
        }
    }
}
