namespace NasSharp.Zoo.NasNet;

/// <summary>Which operations the nodes of a cell choose among.</summary>
public enum CellOperations
{
    /// <summary>The 13 of NASNet (Zoph et al. 2018, section 3).</summary>
    NasNet,

    /// <summary>The 8 of AmoebaNet (Real et al. 2019).</summary>
    AmoebaNet,

    /// <summary>The 8 of PNAS (Liu et al. 2018).</summary>
    Pnas,
}
