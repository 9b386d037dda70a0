using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Tests.CommandLine;

public class InterruptsTests
{
    private readonly List<string> announced = [];
    private readonly List<int> killed = [];

    [Fact]
    public void First_interrupt_of_a_command_asks_it_to_stop()
    {
        using var interrupts = new Interrupts(announced.Add, killed.Add);
        using var command = interrupts.StopAtCheckpoint();

        interrupts.Raise();

        Assert.True(interrupts.Token.IsCancellationRequested);
        Assert.Equal(["stopping at the next checkpoint; press Ctrl-C again to stop now"], announced);
        Assert.Empty(killed);
    }

    [Fact]
    public void Second_interrupt_ends_the_process()
    {
        using var interrupts = new Interrupts(announced.Add, killed.Add);
        using var command = interrupts.StopAtCheckpoint();

        interrupts.Raise();
        interrupts.Raise();

        Assert.Equal([130], killed);
    }

    [Fact]
    public void Interrupt_ends_the_process_when_no_command_has_checkpoints()
    {
        using var interrupts = new Interrupts(announced.Add, killed.Add);
        interrupts.StopAtCheckpoint().Dispose();

        interrupts.Raise();

        Assert.Equal([130], killed);
        Assert.False(interrupts.Token.IsCancellationRequested);
    }
}
