using NasSharp.Experiments.Services.Slurm.Pool;
using NasSharp.Experiments.Trials;
using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.Experiments;

/// <summary>
/// What a program calls that is a trial of an experiment. Started by hand, without an experiment, it runs standalone: first candidates, reports are printed.
/// </summary>
public static class Trial
{
    private static readonly AsyncLocal<TrialContext?> Here = new();
    private static readonly Lazy<TrialContext?> OfProcess = new(TrialContext.OfEnvironment);

    /// <summary>The trial that this code runs in, or null when it runs standalone.</summary>
    public static TrialContext? Current => Here.Value ?? OfProcess.Value;

    /// <summary>Whether the program was started by hand.</summary>
    public static bool IsStandalone => Current is null;

    /// <summary>
    /// Cuts the model down to the architecture of this trial, standalone to the first candidates. Under <c>nasctl ss-gen</c> it writes the model's search space instead, and what its
    /// candidates cost, and ends the process with exit code 0.
    /// </summary>
    /// <param name="model">A model with choices, not bound to a mutator.</param>
    /// <returns>The architecture, and the names that weights of the supernet have in the cut model.</returns>
    /// <exception cref="ArchitectureException">The trial's parameters do not fit the model.</exception>
    /// <exception cref="SearchSpaceException">The model's choices contradict each other.</exception>
    public static FixedArchitecture ApplyNextArchitecture(torch.nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var space = SearchSpace.Of(model);
        if (Environment.GetEnvironmentVariable(TrialEnvironment.SpaceFile) is { Length: > 0 } file)
            Environment.Exit(SpaceGeneration.Run(file, model, space));
        var architecture = Current is { } trial ? Architecture.ParseTrialParameters(space, trial.Parameters, $"trial {trial.Number}") : space.First();
        return FixedArchitecture.Apply(model, architecture);
    }

    /// <summary>Reports how the training goes; see <see cref="TrialContext.ReportIntermediate"/>.</summary>
    public static void ReportIntermediate(double value, IReadOnlyDictionary<string, double>? others = null)
    {
        if (Current is { } trial)
            trial.ReportIntermediate(value, others);
        else
            Console.WriteLine(new TrialMetric(IsFinal: false, value, others ?? new Dictionary<string, double>()).ToLine());
    }

    /// <summary>Reports the result; see <see cref="TrialContext.ReportFinal"/>.</summary>
    public static void ReportFinal(double value, IReadOnlyDictionary<string, double>? others = null)
    {
        if (Current is { } trial)
            trial.ReportFinal(value, others);
        else
            Console.WriteLine(new TrialMetric(IsFinal: true, value, others ?? new Dictionary<string, double>()).ToLine());
    }

    /// <summary>
    /// Runs the program's trial, and under an experiment with warm workers one trial after the other in this process, so that the runtime, libtorch and whatever
    /// <paramref name="body"/> keeps in static fields (the data) are loaded once.
    /// </summary>
    /// <param name="body">One trial, from the model to <see cref="ReportFinal"/>. An exception fails this trial only.</param>
    /// <returns>The exit code for the program.</returns>
    public static int Run(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (Environment.GetEnvironmentVariable(PoolWorkerProcess.DirectionsVariable) is { Length: > 0 } directions)
            return PoolWorkerProcess.Run(directions, body);
        if (Environment.GetEnvironmentVariable(TrialEnvironment.Worker) is { Length: > 0 } socket)
            return TrialWorker.Serve(socket, body);
        body();
        return 0;
    }

    /// <summary>Runs code as a trial; what it starts belongs to the trial too.</summary>
    internal static void Within(TrialContext trial, Action body)
    {
        var before = Here.Value;
        Here.Value = trial;
        try
        {
            body();
        }
        finally
        {
            Here.Value = before;
        }
    }
}
