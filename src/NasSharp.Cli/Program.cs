using NasSharp.Cli.CommandLine;

return await NasCtl.RunAsync(args, Surroundings.OfThisProcess());
