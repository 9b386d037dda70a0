using System.Text;
using System.Text.Json.Nodes;

namespace NasSharp.Tests.OneShot.Contract;

/// <summary>Methods without architecture parameters: what they know are the scores.</summary>
internal static class RankedLearning
{
    public static byte[] Of(string folder) =>
        Encoding.UTF8.GetBytes(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "result.json")))!["candidates"]!.ToJsonString());
}
