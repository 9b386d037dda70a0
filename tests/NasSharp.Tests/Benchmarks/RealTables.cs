using NasSharp.Benchmarks.NasBench201;

namespace NasSharp.Tests.Benchmarks;

/// <summary>The real tables in their compact form, made once for all tests.</summary>
public sealed class RealTables : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-tables-").FullName;
    private NasBench201Table? _nasBench201;

    /// <summary>The file of NAS-Bench-201; skips the test where there is no data.</summary>
    public string NasBench201Path { get; private set; } = "";

    public NasBench201Table NasBench201()
    {
        if (_nasBench201 is null)
        {
            var source = ResearchData.Folder("nasbench201");
            NasBench201Path = Path.Combine(_folder, "nb201.nasb");
            NasBench201Table.Import(source, NasBench201Path);
            _nasBench201 = NasBench201Table.Open(NasBench201Path);
        }
        return _nasBench201;
    }

    public void Dispose()
    {
        _nasBench201?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
