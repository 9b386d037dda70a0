using System.CommandLine;
using NasSharp.Cli.Algorithms;
using NasSharp.Cli.CommandLine;
using NasSharp.Hardware;
using NasSharp.Spaces;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Hardware;

/// <summary>The options that say what a network may cost: <c>--cost</c> and what is made of it, a penalty, a limit, or both.</summary>
internal sealed record HardwareArguments
{
    private const string Flops = "flops";
    private const string Parameters = "parameters";
    private const string Log = "log";
    private const string Linear = "linear";
    private const string Power = "power";

    private static readonly string[] NeedCost = ["--cost-device", "--cost-limit", "--penalty"];
    private static readonly string[] NeedPenalty = ["--penalty-weight", "--penalty-exponent", "--penalty-reference"];

    private HardwareArguments(string cost) => Cost = cost;

    /// <summary><c>flops</c>, <c>parameters</c>, or the file of a latency table.</summary>
    public string Cost { get; }

    private string? Device { get; init; }

    private double? Limit { get; init; }

    private HardwarePenalty? Penalty { get; init; }

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Values.Text("--cost", "What a network costs: flops (multiply-adds of one image), parameters, or the milliseconds of a latency table, as 'nasctl latency' writes it.", $"{Flops}|{Parameters}|FILE"));
        command.Options.Add(Values.Text("--cost-device", "Which device's latencies, where the table has several.", "name"));
        command.Options.Add(Values.AmountIfGiven("--cost-limit", "The most that the result may cost, such as 300M."));
        command.Options.Add(Values.WordIfGiven("--penalty", "How the cost E enters the loss L: log: L w (ln E / ln R)^b; linear: L + w (E - R) / R; power: L (E / R)^b. Rewards and scores get what corresponds.", Log, Linear, Power));
        command.Options.Add(Values.RealIfGiven("--penalty-weight", "w, more than 0; else 0.2 for log and 0.1 for linear.", 1e-12, 1e12));
        command.Options.Add(Values.RealIfGiven("--penalty-exponent", "b, more than 0; else 0.6 for log and 0.1 for power.", 1e-12, 1e3));
        command.Options.Add(Values.AmountIfGiven("--penalty-reference", "R, the cost aimed at, such as 300M; power needs it, the others divide by nothing without it."));
    }

    /// <summary>Reads the options; null when no cost is given.</summary>
    /// <exception cref="UsageException">Options contradict each other, or the cost has no effect on this algorithm.</exception>
    public static HardwareArguments? From(CommandContext context, SearchAlgorithm algorithm)
    {
        var options = context.Options;
        bool Given(string name) => options.CommandResult.Command.Options.First(o => o.Name == name) is var option && options.GetResult(option) is { Implicit: false };
        if (options.GetValue<string>("--penalty") is null && NeedPenalty.FirstOrDefault(Given) is { } lonely)
            throw new UsageException($"{lonely} belongs to --penalty, which is not given; add --penalty {Log}, {Linear} or {Power}");
        if (options.GetValue<string>("--cost") is not { } cost)
        {
            return NeedCost.FirstOrDefault(Given) is { } without
                ? throw new UsageException($"{without} needs to know what a network costs: add --cost {Flops}, --cost {Parameters} or --cost FILE")
                : null;
        }
        var arguments = new HardwareArguments(cost) { Device = options.GetValue<string>("--cost-device"), Limit = options.GetValue<double?>("--cost-limit"), Penalty = PenaltyFrom(context) };
        if (arguments.IsLatency && !File.Exists(cost))
            throw new UsageException($"--cost '{cost}' is neither {Flops} nor {Parameters} nor a file: {NearestWords.Hint(cost, [Flops, Parameters])}; 'nasctl latency' measures a table");
        if (arguments.Device is not null && cost is Flops or Parameters)
            throw new UsageException($"--cost-device {arguments.Device}: {cost} are the same on every device; leave it out, or name a latency table with --cost");
        if (arguments is { Limit: null, Penalty: null } && !algorithm.PricesBy(arguments.IsLatency))
            throw new UsageException($"--cost {cost} alone has no effect on {algorithm.Name}: add --cost-limit, --penalty, or both");
        return arguments;
    }

    private bool IsLatency => Cost is not (Flops or Parameters);

    /// <summary>Counts or reads what the candidates of a model cost.</summary>
    /// <param name="model">The supernet.</param>
    /// <param name="inputShape">The shape of one input, [channels, height, width].</param>
    /// <exception cref="LatencyException">The file is missing, damaged or of another space.</exception>
    public SearchHardware For(nn.Module<Tensor, Tensor> model, IReadOnlyList<long> inputShape)
    {
        var table = IsLatency ? LatencyTable.Read(Cost, SearchSpace.Of(model), Device) : null;
        var costs = table is not null ? CandidateCosts.Of(table) : Cost == Flops ? CandidateProfiles.Flops(model, [1, .. inputShape]) : CandidateProfiles.Parameters(model);
        var objective = Limit is null && Penalty is null ? null : new HardwareObjective(costs) { Limit = Limit, Penalty = Penalty };
        return new SearchHardware(costs, table, objective);
    }

    private static HardwarePenalty? PenaltyFrom(CommandContext context)
    {
        var options = context.Options;
        var (weight, exponent, reference) = (options.GetValue<double?>("--penalty-weight"), options.GetValue<double?>("--penalty-exponent"), options.GetValue<double?>("--penalty-reference"));
        // Weight and exponent of FBNet's loss; the exponent of ProxylessNAS's reward.
        switch (options.GetValue<string>("--penalty"))
        {
            case Log:
                return HardwarePenalty.MultiplyLog(weight ?? 0.2, exponent ?? 0.6, reference);
            case Linear:
                return exponent is null ? HardwarePenalty.AddLinear(weight ?? 0.1, reference) : throw new UsageException($"--penalty-exponent: the penalty {Linear} has none; leave it out, or take {Log} or {Power}");
            case Power:
                if (weight is not null)
                    throw new UsageException($"--penalty-weight: the penalty {Power} has none; leave it out, or take {Log} or {Linear}");
                return HardwarePenalty.MultiplyPower(exponent ?? 0.1, reference ?? throw new UsageException($"--penalty {Power} needs --penalty-reference, the cost aimed at"));
            default:
                return null;
        }
    }
}
