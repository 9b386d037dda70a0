namespace NasSharp.Spaces;

/// <summary>How a choice joins the outputs of several selected candidates. One selected candidate passes through unchanged; none gives null (or an empty list).</summary>
public enum Reduction
{
    /// <summary>Their sum; with weights, the weighted sum.</summary>
    Sum,

    /// <summary>Their sum divided by how many there are; with weights, the weighted sum divided by the number of weighted candidates, not by the sum of weights.</summary>
    Mean,

    /// <summary>Joined along dimension 1, the channels.</summary>
    Concat,

    /// <summary>Left apart: a list, from <c>ForwardList</c>.</summary>
    None,
}
