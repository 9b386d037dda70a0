namespace NasSharp.Torch.Tests.Native;

[Collection(Numerics.RandomNumbers.Name)]
public sealed class GeneratorTests
{
    [Fact]
    public void Same_seed_gives_the_same_numbers()
    {
        using var a = new torch.Generator(5);
        using var b = new torch.Generator(5);
        using var c = new torch.Generator(6);
        var numbers = Draw(a);
        Assert.Equal(numbers, Draw(b));
        Assert.NotEqual(numbers, Draw(c));
    }

    [Fact]
    public void Seeding_again_starts_the_sequence_over()
    {
        using var generator = new torch.Generator(5);
        var numbers = Draw(generator);
        Assert.NotEqual(numbers, Draw(generator));
        Assert.Equal(numbers, Draw(generator.manual_seed(5)));
    }

    [Fact]
    public void Own_generator_leaves_the_default_one_alone()
    {
        torch.manual_seed(3);
        var expected = Draw(null);
        torch.manual_seed(3);
        using var own = new torch.Generator(3);
        Draw(own);
        Assert.Equal(expected, Draw(null));
    }

    [Fact]
    public void State_of_the_default_generator_is_kept_and_put_back()
    {
        torch.manual_seed(11);
        using var state = torch.random.get_rng_state();
        var numbers = Draw(null);
        torch.random.set_rng_state(state);
        Assert.Equal(numbers, Draw(null));
    }

    [Fact]
    public void State_moves_to_another_generator()
    {
        using var a = new torch.Generator(1);
        using var b = new torch.Generator(2);
        Draw(a);
        using var state = a.get_state();
        b.set_state(state);
        Assert.Equal(Draw(a), Draw(b));
    }

    [Fact]
    public void State_of_the_wrong_size_or_type_is_refused()
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(1);
        var numbers = Draw(generator);
        generator.manual_seed(1);
        Assert.Throws<TorchException>(() => generator.set_state(torch.zeros([8], torch.uint8)));
        Assert.Throws<TorchException>(() => generator.set_state(torch.zeros([5056])));
        Assert.Equal(numbers, Draw(generator));
    }

    [Fact]
    public void Disposed_generator_is_refused()
    {
        var generator = new torch.Generator(1);
        generator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Draw(generator));
        Assert.Throws<ObjectDisposedException>(() => generator.get_state());
    }

    private static float[] Draw(torch.Generator? generator)
    {
        using var scope = torch.NewDisposeScope();
        return torch.randn([16], generator: generator).to_array<float>();
    }
}
