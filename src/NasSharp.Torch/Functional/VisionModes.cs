namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>How an enlarged image gets its values.</summary>
    public enum UpsampleMode
    {
        /// <summary>The nearest value.</summary>
        Nearest = 0,

        /// <summary>Linear, one spatial dimension.</summary>
        Linear = 1,

        /// <summary>Linear, two spatial dimensions.</summary>
        Bilinear = 2,

        /// <summary>Cubic, two spatial dimensions.</summary>
        Bicubic = 3,

        /// <summary>Linear, three spatial dimensions.</summary>
        Trilinear = 4,
    }

    /// <summary>How a resized image gets its values.</summary>
    public enum InterpolationMode
    {
        /// <summary>The nearest value.</summary>
        Nearest = 0,

        /// <summary>Linear, one spatial dimension.</summary>
        Linear = 1,

        /// <summary>Linear, two spatial dimensions.</summary>
        Bilinear = 2,

        /// <summary>Cubic, two spatial dimensions.</summary>
        Bicubic = 3,

        /// <summary>Linear, three spatial dimensions.</summary>
        Trilinear = 4,

        /// <summary>The mean over the area that an output element covers.</summary>
        Area = 5,
    }

    /// <summary>How values between elements are found when sampling at positions.</summary>
    public enum GridSampleMode
    {
        /// <summary>The nearest value.</summary>
        Nearest = 0,

        /// <summary>Linear.</summary>
        Bilinear = 2,
    }

    /// <summary>What positions outside the input give.</summary>
    public enum GridSamplePaddingMode
    {
        /// <summary>Zero.</summary>
        Zeros = 0,

        /// <summary>The input mirrored at its border.</summary>
        Reflection = 1,

        /// <summary>The border value.</summary>
        Border = 2,
    }
}
