using NasSharp.Torch;

namespace NasSharp.Training;

/// <summary>Arithmetic on many tensors with one call, which a GPU carries out in a few launches.</summary>
internal static class TensorLists
{
    private static readonly Operator AddList = new("aten::_foreach_add", "List");
    private static readonly Operator AddListInPlace = new("aten::_foreach_add_", "List");
    private static readonly Operator AddScalar = new("aten::_foreach_add", "Scalar");
    private static readonly Operator NormScalar = new("aten::_foreach_norm", "Scalar");

    /// <summary><c>a + factor * b</c> as new tensors.</summary>
    public static torch.Tensor[] Add(torch.Tensor[] a, torch.Tensor[] b, double factor = 1) => a.Length == 0 ? [] : AddList.CallMany(a, b, factor);

    /// <summary>Adds <c>factor * b</c> to <c>a</c>.</summary>
    public static void AddTo(torch.Tensor[] a, torch.Tensor[] b, double factor = 1)
    {
        if (a.Length > 0)
            AddListInPlace.CallVoid(a, b, factor);
    }

    /// <summary>Copies with the same elements, except that a negative zero may become a positive one.</summary>
    public static torch.Tensor[] Copies(torch.Tensor[] tensors)
    {
        var copies = new torch.Tensor[tensors.Length];
        foreach (var group in tensors.Index().GroupBy(t => t.Item.dtype))
        {
            var members = group.ToArray();
            var made = group.Key == torch.ScalarType.Bool
                ? Array.ConvertAll(members, m => m.Item.clone())
                : AddScalar.CallMany(Array.ConvertAll(members, m => m.Item), 0L);
            for (var i = 0; i < made.Length; i++)
                copies[members[i].Index] = made[i];
        }
        return copies;
    }

    /// <summary>The Euclidean norm over all elements of all tensors.</summary>
    public static double Norm(torch.Tensor[] tensors)
    {
        if (tensors.Length == 0)
            return 0;
        using var scope = torch.NewDisposeScope();
        var squares = torch.stack(NormScalar.CallMany(tensors, 2.0)).to(torch.ScalarType.Float64);
        return Math.Sqrt((squares * squares).sum().ToDouble());
    }
}
