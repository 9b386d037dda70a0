using NasSharp.Cli.CommandLine;

return await NasCtl.RunAsync(args, Surroundings.OfThisProcess());

// The web framework would make this class public.
internal partial class Program;
