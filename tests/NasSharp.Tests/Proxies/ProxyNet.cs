using System.Text.Json;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Proxies;

/// <summary>The network of make_fixtures.py with its weights, in float64.</summary>
internal sealed class ProxyNet : nn.Module<Tensor, Tensor>
{
    private static readonly JsonElement Fixture = Read();

    private readonly Conv2d conv1 = nn.Conv2d(2, 3, 3, padding: 1, bias: false, dtype: ScalarType.Float64);
    private readonly BatchNorm2d norm = nn.BatchNorm2d(3, dtype: ScalarType.Float64);
    private readonly Conv2d conv2 = nn.Conv2d(3, 4, 3, stride: 2, padding: 1, dtype: ScalarType.Float64);
    private readonly Linear head = nn.Linear(4, 3, dtype: ScalarType.Float64);

    public ProxyNet()
    {
        RegisterComponents();
        using var gradients = no_grad();
        foreach (var (name, values) in state_dict())
        {
            if (Fixture.GetProperty("state").TryGetProperty(name, out var given))
                values.copy_(tensor(Numbers(given), values.shape));
        }
    }

    public static Tensor Images => tensor(Numbers(Fixture.GetProperty("images")), [5, 2, 6, 6]);

    public static Tensor Moved => tensor(Numbers(Fixture.GetProperty("moved")), [5, 2, 6, 6]);

    public static Tensor Labels => tensor([.. Fixture.GetProperty("labels").EnumerateArray().Select(l => l.GetInt64())], [5L]);

    public static double Expected(string proxy) => Fixture.GetProperty("expected").GetProperty(proxy).GetDouble();

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var first = nn.functional.relu(norm.call(conv1.call(input)));
        var map = nn.functional.relu(conv2.call(first));
        return head.call(map.mean([2, 3])).MoveToOuterDisposeScope();
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetDouble())];

    private static JsonElement Read()
    {
        using var stream = typeof(ProxyNet).Assembly.GetManifestResourceStream("NasSharp.Tests.Proxies.proxies.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
