namespace NasSharp.Torch;

/// <summary>How a tensor is written as text.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, type and device: <c>[2x3], type = Float32, device = cpu</c>.</summary>
    Metadata,

    /// <summary>The metadata, then rows of numbers as Julia prints them.</summary>
    Julia,

    /// <summary>Nested square brackets as NumPy prints them.</summary>
    Numpy,

    /// <summary>A C# array expression.</summary>
    CSharp,

    /// <summary>The same as <see cref="Numpy"/>.</summary>
    Default,
}
