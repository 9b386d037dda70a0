namespace NasSharp.Zoo.Catalog;

/// <summary>What a published number says of a network.</summary>
public enum PublishedQuantity
{
    /// <summary>Weights, without those of a second head that only training uses.</summary>
    Parameters,

    /// <summary>Multiply-adds of one image.</summary>
    MultiplyAdds,

    /// <summary>Error on the test set, in percent of the images.</summary>
    TestError,
}
