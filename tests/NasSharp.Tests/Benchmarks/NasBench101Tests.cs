using System.IO.Compression;
using NasSharp.Benchmarks;
using NasSharp.Benchmarks.NasBench101;
using NasSharp.Spaces;

namespace NasSharp.Tests.Benchmarks;

public sealed class NasBench101Tests : IDisposable
{
    private const string Conv3 = "conv3x3-bn-relu", Conv1 = "conv1x1-bn-relu", Pool = "maxpool3x3";

    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-nb101-").FullName;

    private string Target => Path.Combine(_folder, "table.nasb");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Hashes_have_the_golden_values()
    {
        Assert.Equal("00005c142e6f48ac74fdcf73e3439874", new NasBench101Cell([Conv3, Pool, Conv3, Conv3, Conv1], [[0], [1], [2], [0], [0, 3, 4], [2, 5]]).Hash());
        Assert.Equal("1af995a92568cf42af2c2668f72834ea", new NasBench101Cell([Conv3, Conv1], [[0], [0], [1, 2]]).Hash());
        Assert.Equal("1af995a92568cf42af2c2668f72834ea", new NasBench101Cell([Conv1, Conv3], [[0], [0], [1, 2]]).Hash());
        Assert.Equal("043721b9c7fe8c5fad811d47d83132ec", new NasBench101Cell([], [[0]]).Hash());
    }

    [Fact]
    public void Hashes_of_the_published_table_are_those_of_its_sample()
    {
        var folder = ResearchData.Folder("nasbench101");
        var cells = Lines(Path.Combine(folder, "nb101.csv.gz")).Skip(1).Where((_, row) => row % 200 == 0).Take(300).Select(l => l.Split(','));
        var hashes = Lines(Path.Combine(folder, "nb101_hash_sample.csv.gz")).Skip(1).Take(300).Select(l => l.Split(',')[1]);
        Assert.Equal(hashes, cells.Select(c => NasBench101Cell.TryParse(int.Parse(c[0]), c[1], c[2])!.Hash()));
    }

    [Fact]
    public void Imported_table_finds_cells_in_any_order_of_their_vertices()
    {
        // Two vertices; three in a row with a 3x3 convolution; two operations side by side.
        Import("2,1,,100,14976", "3,5,0,200,29952", "4,33,01,300,0");
        using var table = NasBench101Table.Open(Target);
        Assert.Equal(3, table.Count);
        Assert.Equal(50, table.TestAccuracy(new NasBench101Cell([], [[0]])));
        Assert.Equal(300, table.Parameters(new NasBench101Cell([Conv1, Conv3], [[0], [0], [1, 2]])));
        Assert.False(table.Contains(new NasBench101Cell([Pool], [[0], [1]])));
        Assert.Contains("no cell with the hash", Assert.Throws<BenchmarkException>(() => table.Parameters(new NasBench101Cell([Pool], [[0], [1]]))).Message);
    }

    [Fact]
    public void The_best_cells_are_listed_with_their_graphs()
    {
        Import("2,1,,100,14976", "3,5,0,200,29952", "4,33,01,300,0");
        using var table = NasBench101Table.Open(Target);
        Assert.Equal(["op1=conv3x3-bn-relu,input1=0,input2=1", "input1=0"], table.Best(2).Select(r => r.Cell.ToString()));
        Assert.Equal((100, 200), (table.Best(1)[0].TestAccuracy, table.Best(1)[0].Parameters));
        Assert.Equal(3, table.Best(10).Count);
    }

    [Theory]
    [InlineData("input1=0", null)]
    [InlineData("op1=maxpool3x3,input1=0,op2=conv1x1-bn-relu,input2=0+1,input3=1+2", null)]
    [InlineData("op1=maxpool3x3,input1=0", "The cell has no input2")]
    [InlineData("op1=pool,input1=0,input2=1", "'pool' is no operation")]
    [InlineData("input1=0,input1=0", "'input1=0' is no part of a cell of NAS-Bench-101, or stands twice")]
    [InlineData("input1=0,colour=red", "'colour' is no part of the cell")]
    [InlineData("input1=x", "input1 is 'x'")]
    [InlineData("op1=maxpool3x3,input1=0,input2=7", "expected one of 0 to 1")]
    public void Cells_are_read_as_they_are_printed(string text, string? wrong)
    {
        if (wrong is null)
            Assert.Equal(text.Split(',').Order(), NasBench101Cell.Parse(text).ToString().Split(',').Order());
        else
            Assert.Contains(wrong, Assert.Throws<ArchitectureException>(() => NasBench101Cell.Parse(text)).Message);
    }

    [Fact]
    public void The_space_is_that_of_the_zoo()
    {
        using var network = new NasSharp.Zoo.NasBench101.NasBench101Network();
        Assert.Equal(SearchSpace.Of(network).Fingerprint, NasBench101Space.Space.Fingerprint);
    }

    [Fact]
    public void Vertices_that_lead_nowhere_fall_away()
    {
        // 0 > 2 > 6; vertex 1 has no way on, 4 none from the input.
        var architecture = Architecture([[0], [0], [], [3], [], [2, 4]]);
        Assert.Equal("op1=conv3x3-bn-relu,input1=0,input2=1", NasBench101Space.Cell(architecture)!.ToString());
        Assert.Null(NasBench101Space.Cell(Architecture([[0], [0], [0], [0], [0], []])));
        Assert.Null(NasBench101Space.Cell(Architecture([[0], [0, 1], [0, 1, 2], [0, 1], [0, 1], [3, 4, 5]])));
    }

    [Fact]
    public void Searches_look_up_cells_of_the_table_only()
    {
        Import("2,1,,100,14976", "3,5,0,200,29952", "4,33,01,300,0");
        using var table = NasBench101Table.Open(Target);
        var task = NasBench101Tasks.TestAccuracy(table);
        Assert.Equal(100, task.BestScore);
        Assert.True(task.Allowed!(Architecture([[], [], [], [], [], [0]])));
        Assert.False(task.Allowed(Architecture([[0], [1], [2], [3], [4], [5]])));
        Assert.Equal(50, task.Score(Architecture([[], [], [], [], [], [0]]), 108));
    }

    [Fact]
    public void The_best_cell_of_the_published_table_is_the_published_one()
    {
        var best = Lines(Path.Combine(ResearchData.Folder("nasbench101"), "nb101.csv.gz")).Skip(1).Select(l => l.Split(',')).MaxBy(c => int.Parse(c[4]))!;
        // The published mean was computed with single precision.
        Assert.Equal(0.943175752957662, int.Parse(best[4]) / 29_952.0, 1e-8);
        Assert.Equal("02e5a0247bbdcf2860b7e96f74961594", NasBench101Cell.TryParse(int.Parse(best[0]), best[1], best[2])!.Hash());
        Assert.Equal("32426634", best[3]);
    }

    private static Architecture Architecture(int[][] inputs) => new(NasBench101Space.Space, NasBench101Space.Space.Choices.Select(c => KeyValuePair.Create(
        c.Key, c.Kind == ChoiceKind.LayerChoice ? Decision.One(0) : Decision.Many(inputs[c.Key[^1] - '1']))));

    [Theory]
    [InlineData("row 2: the graph 043721b9c7fe8c5fad811d47d83132ec occurs twice", "2,1,,100,1", "2,1,,100,1")]
    [InlineData("row 1: 3 vertices with the edges '5' and the operations '7' are no cell", "3,5,7,1,1")]
    [InlineData("row 1: 'test108_x29952' is 'NaN'", "2,1,,100,NaN")]
    [InlineData("row 1: 4 fields", "2,1,,100")]
    [InlineData("there are no rows")]
    public void A_damaged_table_is_refused_with_the_row(string expected, params string[] rows)
    {
        Assert.Contains(expected, Assert.Throws<BenchmarkException>(() => Import(rows)).Message);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void Cells_outside_the_benchmark_are_refused()
    {
        Assert.Contains("'conv'", Assert.Throws<ArgumentException>(() => new NasBench101Cell(["conv"], [[0], [1]])).Message);
        Assert.Contains("takes the output of 2", Assert.Throws<ArgumentException>(() => new NasBench101Cell([Pool], [[2], [1]])).Message);
        Assert.Contains("8 vertices", Assert.Throws<ArgumentException>(() => new NasBench101Cell([Pool, Pool, Pool, Pool, Pool, Pool], [])).Message);
    }

    private void Import(params string[] rows)
    {
        using (var file = new StreamWriter(new GZipStream(File.Create(Path.Combine(_folder, "nb101.csv.gz")), CompressionLevel.Fastest)))
        {
            file.WriteLine("v,adj,ops,params,test108_x29952");
            foreach (var row in rows)
                file.WriteLine(row);
        }
        NasBench101Table.Import(_folder, Target);
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
            yield return line;
    }
}
