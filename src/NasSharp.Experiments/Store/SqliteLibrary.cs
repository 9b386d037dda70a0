using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace NasSharp.Experiments.Store;

/// <summary>Chooses the SQLite library: the system's, which its distribution keeps patched, otherwise the one that came with the package.</summary>
internal static class SqliteLibrary
{
    private static readonly string[] SystemNames = OperatingSystem.IsWindows() ? ["winsqlite3.dll"] : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"] : ["libsqlite3.so.0", "libsqlite3.so"];

    private static readonly Lazy<bool> Ready = new(Load);

    /// <summary>True when the system's library is in use; the first call loads it.</summary>
    public static bool IsSystems => Ready.Value;

    private static bool Load()
    {
        nint system = 0;
        foreach (var name in SystemNames)
            if (system == 0 && NativeLibrary.TryLoad(name, out var handle))
                system = handle;
        if (system != 0)
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? system : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return system != 0;
    }
}
