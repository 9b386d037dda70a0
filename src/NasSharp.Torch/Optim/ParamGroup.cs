namespace NasSharp.Torch.Modules;

/// <summary>Parameters that an optimizer updates with the same settings.</summary>
public class ParamGroup : torch.optim.ILearningRateController
{
    private Parameter[] parameters = [];
    private string[]? names;
    private OptimizerOptions? options;
    private bool scheduled;

    /// <summary>Makes an empty group, to be filled through its properties.</summary>
    public ParamGroup()
    {
    }

    /// <summary>Makes a group of parameters.</summary>
    public ParamGroup(IEnumerable<Parameter> parameters, OptimizerOptions? options = null)
    {
        this.parameters = [.. parameters];
        this.options = options;
    }

    /// <summary>Makes a group of parameters whose names are the keys of the saved state.</summary>
    public ParamGroup(IEnumerable<(string name, Parameter parameter)> parameters, OptimizerOptions? options = null)
    {
        var list = parameters.ToList();
        this.parameters = [.. list.Select(p => p.parameter)];
        names = [.. list.Select(p => p.name)];
        this.options = options;
    }

    /// <summary>The parameters, in the order given.</summary>
    public IEnumerable<Parameter> Parameters
    {
        get => parameters;
        set
        {
            if (States is not null)
                throw new InvalidOperationException("the parameters of a group cannot change after it was added to an optimizer");
            parameters = [.. value];
            names = null;
        }
    }

    /// <summary>The names of the parameters, when they were given.</summary>
    public IReadOnlyList<string>? Names => names;

    /// <summary>The settings; null means those of the optimizer.</summary>
    public OptimizerOptions? Options
    {
        get => options;
        set => options = value;
    }

    /// <inheritdoc/>
    public double LearningRate
    {
        get => Settled.LearningRate!.Value;
        set => Settled.LearningRate = value;
    }

    /// <inheritdoc/>
    public double InitialLearningRate
    {
        get => Settled.InitialLearningRate!.Value;
        set => Settled.InitialLearningRate = value;
    }

    internal Parameter[] Items => parameters;

    /// <summary>What the optimizer remembers of each parameter; null entries until a parameter is first updated.</summary>
    internal ParameterState?[]? States { get; set; }

    /// <summary>The first schedule starts from the rate that the group has then; later ones from the same.</summary>
    internal void BeginSchedule()
    {
        if (!scheduled)
            InitialLearningRate = LearningRate;
        scheduled = true;
    }

    internal OptimizerOptions Settled => States is not null
        ? options!
        : throw new InvalidOperationException("the group has no settings before it is added to an optimizer");
}

/// <summary>A parameter group with the settings of one optimizer.</summary>
public abstract class ParamGroup<TOptions> : ParamGroup
    where TOptions : OptimizerOptions
{
    private protected ParamGroup()
    {
    }

    private protected ParamGroup(IEnumerable<Parameter> parameters, TOptions? options) : base(parameters, options)
    {
    }

    private protected ParamGroup(IEnumerable<(string name, Parameter parameter)> parameters, TOptions? options) : base(parameters, options)
    {
    }

    /// <summary>The settings; null means those of the optimizer.</summary>
    public new TOptions? Options
    {
        get => (TOptions?)base.Options;
        set => base.Options = value;
    }
}
