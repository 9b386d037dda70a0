using NasSharp.Training;

namespace NasSharp.Cli.Tests.Board;

/// <summary>What can happen to a file: it is cut, replaced, lengthened, doubled, or some of its bytes are others.</summary>
internal static class Damage
{
    public static byte[] Of(byte[] bytes, RandomStream random)
    {
        switch (random.Next(5))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                return Noise(random.Next(4000), random);
            case 2:
                return [.. bytes, .. Noise(100, random)];
            case 3:
                return [.. bytes[..(bytes.Length / 2)], .. bytes];
            default:
                var hurt = (byte[])bytes.Clone();
                for (var i = 0; i < 20; i++)
                    hurt[random.Next(hurt.Length)] = (byte)random.Next(256);
                return hurt;
        }
    }

    public static byte[] Noise(int length, RandomStream random)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }
}
