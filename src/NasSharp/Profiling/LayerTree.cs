using static NasSharp.Torch.torch;

namespace NasSharp.Profiling;

/// <summary>The modules of a model with what was counted in each; operators outside all of them count for the model itself.</summary>
internal sealed class LayerTree
{
    private readonly Dictionary<nn.Module, Node> nodes = new(ReferenceEqualityComparer.Instance);
    private readonly Node root;

    public LayerTree(nn.Module model)
    {
        var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        root = Add(model, "", "", null, seen);
    }

    /// <summary>Counts an operator call for the innermost running module that belongs to the model.</summary>
    public void Count(IReadOnlyList<nn.Module> running, long flops, long other, long kept, IReadOnlyList<long> outputShape)
    {
        var node = root;
        for (var i = running.Count - 1; i >= 0; i--)
        {
            if (!nodes.TryGetValue(running[i], out var found))
                continue;
            node = found;
            break;
        }
        node.Flops += flops;
        node.Other += other;
        node.Kept += kept;
        for (var at = node; at is not null && outputShape.Count > 0; at = at.Parent)
            at.OutputShape = outputShape;
    }

    public LayerProfile ToProfile() => ToProfile(root);

    private Node Add(nn.Module module, string path, string name, Node? parent, HashSet<Tensor> seen)
    {
        var node = new Node(path, name, module.GetType(), parent)
        {
            Parameters = module.parameters(recurse: false).Where(seen.Add).Sum(p => p.numel()),
        };
        nodes.Add(module, node);
        foreach (var (key, child) in module.named_children())
        {
            if (!nodes.ContainsKey(child))
                node.Children.Add(Add(child, path.Length == 0 ? key : $"{path}.{key}", key, node, seen));
        }
        return node;
    }

    private static LayerProfile ToProfile(Node node)
    {
        var children = node.Children.ConvertAll(ToProfile);
        return new LayerProfile
        {
            Path = node.Path,
            Name = node.Parent is null ? TypeName(node.Type) : node.Name,
            Type = TypeName(node.Type),
            Parameters = node.Parameters + children.Sum(c => c.Parameters),
            Flops = node.Flops + children.Sum(c => c.Flops),
            OtherOperations = node.Other + children.Sum(c => c.OtherOperations),
            ActivationBytes = node.Kept + children.Sum(c => c.ActivationBytes),
            OutputShape = node.OutputShape,
            Children = children,
        };
    }

    // ModuleList`1 is ModuleList to people.
    private static string TypeName(Type type) => type.Name.Split('`')[0];

    private sealed class Node(string path, string name, Type type, Node? parent)
    {
        public string Path => path;

        public string Name => name;

        public Type Type => type;

        public Node? Parent => parent;

        public List<Node> Children { get; } = [];

        public long Parameters { get; init; }

        public long Flops { get; set; }

        public long Other { get; set; }

        public long Kept { get; set; }

        public IReadOnlyList<long> OutputShape { get; set; } = [];
    }
}
