namespace NasSharp.Experiments.Configuration;

/// <summary>Reads the list <c>constraints</c>.</summary>
internal static class ConstraintSection
{
    public const string Flops = "flops";
    public const string Parameters = "parameters";
    public const string Latency = "latency";

    public static IReadOnlyList<ConstraintConfiguration> Read(YamlSection root, string folder) => [.. (root.Sections("constraints") ?? []).Select(section => One(section, folder))];

    private static ConstraintConfiguration One(YamlSection section, string folder)
    {
        var cost = section.Word("cost", Flops, Parameters, Latency) ?? throw section.Wrong("cost", $"is missing; known are {Flops}, {Parameters}, {Latency}");
        var measures = cost == Latency ? "'nasctl latency' measures one" : "'nasctl ss-gen --costs' writes one";
        var read = new ConstraintConfiguration
        {
            Cost = cost,
            Table = ConfigurationFile.Existing(section, "table", folder, File.Exists) ?? throw section.Wrong("table", $"is missing: the file with the costs of the candidates; {measures}"),
            Device = section.Text("device"),
            Least = section.Real("least", units: true) ?? 0,
            Most = section.Real("most", units: true) ?? double.MaxValue,
        };
        if (!section.Has("most") && !section.Has("least"))
            throw section.Wrong("most", "is missing: give the most that a network may cost, the least, or both");
        if (read.Most < read.Least)
            throw section.Wrong("most", "is less than 'least', which allows nothing");
        if (read.Device is not null && cost != Latency)
            throw section.Wrong("device", $"has no meaning for {cost}, which are the same on every device; remove it");
        section.NothingElse();
        return read;
    }
}
