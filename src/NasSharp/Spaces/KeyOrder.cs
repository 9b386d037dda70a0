namespace NasSharp.Spaces;

/// <summary>The order in which keys are written to a file.</summary>
public enum KeyOrder
{
    /// <summary>Network order: as the choices are defined in the model. Reading keeps file order, so that a space survives its file unchanged.</summary>
    Network,

    /// <summary>Sorted by code point, byte for byte what NNI writes. <c>LayerChoice10</c> then precedes <c>LayerChoice2</c>, and network order is lost.</summary>
    Sorted,
}
