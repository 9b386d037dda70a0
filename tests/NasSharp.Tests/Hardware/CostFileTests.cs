using NasSharp.Hardware;
using NasSharp.Spaces;

namespace NasSharp.Tests.Hardware;

public sealed class CostFileTests : IDisposable
{
    private static readonly SearchSpace Space = new([Choice.Layer("conv", ["3x3", "5x5"]), Choice.Input("skip", ["", ""], 1)]);

    private readonly string _folder = Directory.CreateTempSubdirectory("nasctl-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Costs_after_reading_are_what_was_written()
    {
        CandidateCosts Make(string name, double constant) => new(name, Space, new Dictionary<string, IReadOnlyList<double>> { ["conv"] = [90, 140] }, constant);
        CostFile.Write(At("costs.json"), Make("flops", 12), Make("parameters", 0.5));
        Assert.Equal(Make("flops", 12).Fingerprint, CostFile.Read(At("costs.json"), "flops", Space).Fingerprint);
        Assert.Equal(["flops", "parameters"], CostFile.ReadAll(At("costs.json"), Space).Select(c => c.Name));
        Assert.Equal(102, CostFile.Read(At("costs.json"), "flops", Space).Of(Space.First()));
    }

    [Theory]
    [InlineData("{", "the file is not valid JSON at line 1")]
    [InlineData("{\"parameters\": {}}", "it has no 'flops'; it has 'parameters'.")]
    [InlineData("{\"flops\": {}}", "The table of flops has 0 numbers for the choice 'conv', which has 2 candidates.")]
    [InlineData("{\"flops\": {\"choices\": {\"conv\": [1]}}}", "The table of flops has 1 numbers for the choice 'conv'")]
    [InlineData("{\"flops\": {\"choices\": {\"conv\": [1, -2]}}}", "negative or not finite")]
    [InlineData("{\"flops\": {\"choices\": {\"conv\": [1, \"2\"]}}}", "'conv' must hold numbers; found the string")]
    [InlineData("{\"flops\": {\"choices\": {\"conv\": [1, 2], \"more\": [1]}}}", "has a row 'more'")]
    [InlineData("{\"flops\": {\"rows\": {}}}", "'flops' has an unknown member 'rows'")]
    public void What_is_wrong_is_named_with_the_file(string text, string expected)
    {
        File.WriteAllText(At("costs.json"), text);
        var error = Assert.Throws<CostException>(() => CostFile.Read(At("costs.json"), "flops", Space));
        Assert.StartsWith(At("costs.json") + ": ", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.Contains("cannot be read", Assert.Throws<CostException>(() => CostFile.Read(At("none.json"), "flops", Space)).Message);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
