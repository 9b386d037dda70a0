using System.Security.Cryptography;
using System.Text;
using NasSharp.Torch;

namespace NasSharp.Tests.Training.Fixtures;

/// <summary>Compares states to the last bit.</summary>
internal static class Bits
{
    public static string Of(torch.nn.Module module) => Of(module.state_dict());

    public static string Of(IEnumerable<KeyValuePair<string, torch.Tensor>> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, tensor) in tensors)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            using var scope = torch.NewDisposeScope();
            var numbers = tensor.dtype == torch.ScalarType.Int64 ? tensor.to_array<long>().Select(v => (double)v) : tensor.to(torch.ScalarType.Float64).to_array<double>();
            foreach (var number in numbers)
                hash.AppendData(BitConverter.GetBytes(number));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
