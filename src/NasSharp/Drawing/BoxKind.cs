namespace NasSharp.Drawing;

/// <summary>What a box stands for; it decides its colours and, for operations, that it stands close to what takes its output.</summary>
internal enum BoxKind
{
    /// <summary>Where data comes in; always in the first column.</summary>
    Input,

    /// <summary>Where data goes out; always in the last column.</summary>
    Output,

    /// <summary>Where tensors are joined.</summary>
    Node,

    /// <summary>A convolution of any kind.</summary>
    Convolution,

    /// <summary>A pooling.</summary>
    Pooling,

    /// <summary>Nothing is computed.</summary>
    Skip,

    /// <summary>Another operation.</summary>
    Other,

    /// <summary>An operation that is not decided.</summary>
    Undecided,
}
