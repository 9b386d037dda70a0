namespace NasSharp.Torch.Data.Download;

/// <summary>Addresses, sizes and checksums of the full data sets, as their owners publish them.</summary>
public static class OfficialFiles
{
    // The owner's own server has refused anonymous requests for years; the mirror carries the same files, with the same checksums.
    private const string MnistOwner = "http://yann.lecun.com/exdb/mnist/";
    private const string MnistMirror = "https://ossci-datasets.s3.amazonaws.com/mnist/";
    private const string FashionOwner = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";
    private const string CifarOwner = "https://www.cs.toronto.edu/~kriz/";

    /// <summary>MNIST (LeCun, Cortes and Burges): training images and labels, test images and labels.</summary>
    public static IReadOnlyList<RemoteFile> Mnist { get; } =
    [
        RemoteFile.In("train-images-idx3-ubyte.gz", 9912422, "f68b3c2dcbeaaa9fbdd348bbdeb94873", MnistMirror, MnistOwner),
        RemoteFile.In("train-labels-idx1-ubyte.gz", 28881, "d53e105ee54ea40749a09fcbcd1e9432", MnistMirror, MnistOwner),
        RemoteFile.In("t10k-images-idx3-ubyte.gz", 1648877, "9fb629c4189551a2d022fa330f9573f3", MnistMirror, MnistOwner),
        RemoteFile.In("t10k-labels-idx1-ubyte.gz", 4542, "ec29112dd5afa0611ce80d1b7f02629c", MnistMirror, MnistOwner),
    ];

    /// <summary>Fashion-MNIST (Zalando SE): training images and labels, test images and labels; the table in the owner's README.</summary>
    public static IReadOnlyList<RemoteFile> FashionMnist { get; } =
    [
        RemoteFile.In("train-images-idx3-ubyte.gz", 26421880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d", FashionOwner),
        RemoteFile.In("train-labels-idx1-ubyte.gz", 29515, "25c81989df183df01b3e8a0aad5dffbe", FashionOwner),
        RemoteFile.In("t10k-images-idx3-ubyte.gz", 4422102, "bef4ecab320f06d8554ea6380940ec79", FashionOwner),
        RemoteFile.In("t10k-labels-idx1-ubyte.gz", 5148, "bb300cfdad3c16e7a12a480ee83cd310", FashionOwner),
    ];

    /// <summary>CIFAR-10 (Krizhevsky), binary version; the table on the owner's page.</summary>
    public static RemoteFile Cifar10 { get; } = RemoteFile.In("cifar-10-binary.tar.gz", 170052171, "c32a1d4ab5d03f1284b67883e8d87530", CifarOwner);

    /// <summary>CIFAR-100 (Krizhevsky), binary version; the table on the owner's page.</summary>
    public static RemoteFile Cifar100 { get; } = RemoteFile.In("cifar-100-binary.tar.gz", 168513733, "03b5dce01913d631647c71ecec9e9cb8", CifarOwner);
}
