namespace NasSharp.Zoo.NasNet;

/// <summary>An operation whose stride is that of the state it runs on: in a reducing cell, the cell's inputs are twice as large as its nodes.</summary>
internal interface IStrided
{
    /// <summary>1 or 2.</summary>
    int Stride { get; set; }
}
