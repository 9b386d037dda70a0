using NasSharp.Spaces;
using NasSharp.Torch.IO;

namespace NasSharp.Zoo.Catalog;

/// <summary>An architecture that was published for a space of the zoo; its file comes with the library.</summary>
public sealed class PublishedArchitecture
{
    private readonly string _file;

    internal PublishedArchitecture(string name, string space, string file, string paper, string source, params IReadOnlyList<PublishedNetwork> networks)
    {
        Name = name;
        Space = space;
        _file = file;
        Paper = paper;
        Source = source;
        Networks = networks;
        foreach (var network in networks)
            network.Architecture = this;
    }

    /// <summary>The name it is known under, such as <c>DARTS_V2</c>.</summary>
    public string Name { get; }

    /// <summary>The name of its space, as <c>--space</c> takes it.</summary>
    public string Space { get; }

    /// <summary>Authors, year and arXiv number of the paper.</summary>
    public string Paper { get; }

    /// <summary>Where the decisions were published.</summary>
    public string Source { get; }

    /// <summary>The sizes in which it was trained, the best known first; at least one.</summary>
    public IReadOnlyList<PublishedNetwork> Networks { get; }

    /// <summary>The name of its file, such as <c>darts-v2.json</c>.</summary>
    public string FileName => $"{_file}.json";

    /// <summary>The text of its file, NNI's JSON.</summary>
    public string ToJson() => PublishedFile.Text(_file);

    /// <summary>The architecture in a space of any size; apply it with <see cref="FixedArchitecture.Apply(NasSharp.Torch.torch.nn.Module, Architecture)"/>.</summary>
    /// <exception cref="ArchitectureException">The space is another one; the message names the key.</exception>
    public Architecture In(SearchSpace space) => Architecture.Parse(space, ToJson(), Name);

    /// <summary>Writes its file, all or nothing.</summary>
    public void Write(string path) => AtomicFile.WriteAllText(path, ToJson());

    /// <inheritdoc/>
    public override string ToString() => Name;
}
