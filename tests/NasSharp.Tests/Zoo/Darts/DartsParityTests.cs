using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Zoo;
using NasSharp.Zoo.Darts;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo.Darts;

/// <summary>Operations and cells against the values of the authors' own code, forward and backward.</summary>
public class DartsParityTests
{
    public static TheoryData<string> Operations => [.. AuthorsValues.Names.Where(n => n.Contains("/stride") && Genotype.Knows(n.Split('/')[0]))];

    public static TheoryData<string> Cells => [.. AuthorsValues.Names.Where(n => n.Contains("/cell/"))];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_computes_what_the_authors_code_computes(string name)
    {
        using var scope = NewDisposeScope();
        var parts = name.Split("/stride");
        var module = DartsOperations.Make(4, int.Parse(parts[1]), DartsPhase.Retraining).Single(o => o.Name == Genotype.NameOf(parts[0])).Module;
        AuthorsValues.Compare(name, module, [.. module.parameters()], module.call);
    }

    [Fact]
    public void Preprocessing_computes_what_the_authors_code_computes()
    {
        using var scope = NewDisposeScope();
        var conv = new StdConv(4, 6, kernel: 1, stride: 1, padding: 0, affine: true);
        AuthorsValues.Compare("ReLUConvBN(4,6,1,1,0)", conv, [.. conv.parameters()], conv.call);
        var reduce = new FactorizedReduce(4, 6, affine: true);
        AuthorsValues.Compare("FactorizedReduce(4,6)", reduce, [.. reduce.parameters()], reduce.call);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Fixed_cell_computes_what_the_authors_code_computes(string name)
    {
        using var scope = NewDisposeScope();
        var parts = name.Split('/');
        var genotype = Genotype.All[parts[0]];
        var reduction = parts[2] == "reduce";
        var cell = new DartsCell(4, 12, 16, 4, parts[2] == "normal_after_reduction", reduction, DartsPhase.Retraining);
        FixedArchitecture.Apply(cell, genotype.In(SearchSpace.Of(cell)));
        // The authors list a cell's operations in the order of the genotype.
        var operations = (reduction ? genotype.Reduce : genotype.Normal).SelectMany((p, i) => cell.Nodes[i / 2].Edges[p.Input].parameters());
        var before = cell.named_parameters().Where(p => p.name.StartsWith("preprocess")).Select(p => p.parameter);
        AuthorsValues.Compare(name, cell, [.. before, .. operations], (a, b) => cell.call(a, b));
    }
}
