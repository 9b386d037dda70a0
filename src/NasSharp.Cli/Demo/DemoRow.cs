using NasSharp.Cli.Reports;

namespace NasSharp.Cli.Demo;

/// <summary>One network of the demo's table.</summary>
internal sealed record DemoRow(string Name, string Words, double TestAccuracy, NetworkCost Cost, TimeSpan Training);
