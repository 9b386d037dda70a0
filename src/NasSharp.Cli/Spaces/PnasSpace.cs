using NasSharp.Zoo.NasNet;

namespace NasSharp.Cli.Spaces;

/// <summary>The cells of NASNet with the operations of PNAS.</summary>
internal sealed class PnasSpace : NasNetSpace
{
    public override string Name => "pnas";

    public override string Description => "the cells of NASNet with the 8 operations of PNAS, all nodes joined (Liu et al. 2018)";

    protected override NasNetOptions Cells => NasNetOptions.Pnas;
}
