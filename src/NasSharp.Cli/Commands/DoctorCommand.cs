using System.CommandLine;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Doctor;
using Spectre.Console;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl doctor</c>: what this machine has, what is wrong with it, and what mends it.</summary>
internal static class DoctorCommand
{
    public static Command Create(Surroundings world, Func<Surroundings, MachineFacts>? inspect = null)
    {
        var command = new Command("doctor", "Look at libtorch, threads, BLAS, devices and decoders, and say what is wrong and how to mend it.");
        CommandContext.SetAction(command, world, context => Run(context, (inspect ?? MachineInspector.Inspect)(world)));
        return command;
    }

    private static int Run(CommandContext context, MachineFacts facts)
    {
        var findings = Diagnosis.Of(facts, NasCtl.Version);
        var healthy = findings.All(f => f.Health != Health.Problem);
        if (context.Json)
            context.WriteJson(new { healthy, findings });
        else
            Print(findings, context.World);
        return healthy ? ExitCode.Success : ExitCode.BadSetup;
    }

    private static void Print(IReadOnlyList<Finding> findings, Surroundings world)
    {
        var console = world.Tables();
        var width = findings.Max(f => f.Name.Length);
        foreach (var finding in findings)
        {
            var (mark, colour) = finding.Health switch
            {
                Health.Ok => ("ok  ", "green"),
                Health.Warning => ("warn", "yellow"),
                _ => ("FAIL", "red"),
            };
            console.MarkupLine($"[{colour}]{mark}[/]  {finding.Name.PadRight(width)}  {finding.Value.EscapeMarkup()}");
            if (finding.Fix is not null)
                console.MarkupLine($"      {new string(' ', width)}  [{colour}]{finding.Fix.EscapeMarkup()}[/]");
        }
        var problems = findings.Count(f => f.Health == Health.Problem);
        var warnings = findings.Count(f => f.Health == Health.Warning);
        console.WriteLine(problems > 0 ? $"{problems} to mend before anything works" : warnings > 0 ? $"works; {warnings} could be better" : "all well");
    }
}
