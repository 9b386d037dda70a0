using NasSharp.Zoo.NasNet;

namespace NasSharp.Cli.Spaces;

/// <summary>The cells of NASNet with the operations of AmoebaNet.</summary>
internal sealed class AmoebaNetSpace : NasNetSpace
{
    public override string Name => "amoebanet";

    public override string Description => "the cells of NASNet with the 8 operations of AmoebaNet (Real et al. 2019)";

    protected override NasNetOptions Cells => NasNetOptions.AmoebaNet;
}
