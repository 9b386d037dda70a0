using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.OneShot.Smash;

/// <summary>
/// What the hypernetwork reads of an architecture: one row for each generated weight, with the decisions of its choices one behind the other. A choice
/// takes one place for whether it is active and one for each candidate or source. With memory banks a row is therefore a pattern of reads, an operation and a
/// pattern of writes.
/// </summary>
internal sealed class ArchitectureEncoding
{
    private readonly SearchSpace _space;
    private readonly int[][] _choices; // of each row, their positions in the space

    /// <summary>Looks the choices up.</summary>
    /// <exception cref="SearchSpaceException">A weight names a key that the space does not have, or none.</exception>
    public ArchitectureEncoding(SearchSpace space, IReadOnlyList<GeneratedWeight> weights)
    {
        _space = space;
        _choices = [.. weights.Select(w => w.Choices.Select(key => space.Contains(key) ? space.IndexOf(key) : throw new SearchSpaceException(
            $"The generated weight '{w.Parameter}' depends on the choice '{key}', which the space does not have; it has {string.Join(", ", space.Keys.Take(10))}.")).ToArray())];
        for (var row = 0; row < weights.Count; row++)
            if (_choices[row].Length == 0)
                throw new SearchSpaceException($"The generated weight '{weights[row].Parameter}' depends on no choice; name one, or let it be learned as usual.");
        Width = _choices.Max(row => row.Sum(PlacesOf));
    }

    /// <summary>Number of generated weights.</summary>
    public int Rows => _choices.Length;

    /// <summary>Places of the longest row; shorter ones end in zeros.</summary>
    public int Width { get; }

    /// <summary>The encoding, [1, width, rows] float32 on the CPU, of zeros and ones.</summary>
    public torch.Tensor Encode(Architecture architecture)
    {
        var values = new float[Width * Rows];
        for (var row = 0; row < Rows; row++)
        {
            var place = 0;
            foreach (var choice in _choices[row])
            {
                if (architecture.At(choice) is { } decision)
                {
                    values[place * Rows + row] = 1;
                    foreach (var candidate in decision.Selected)
                        values[(place + 1 + candidate) * Rows + row] = 1;
                }
                place += PlacesOf(choice);
            }
        }
        return torch.tensor(values, [1, Width, Rows]);
    }

    private int PlacesOf(int choice) => 1 + _space.Choices[choice].Candidates.Count;
}
