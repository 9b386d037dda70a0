namespace NasSharp.Cli.Tests.CommandLine;

public class UsageTests
{
    [Theory]
    [InlineData("doctr", "nasctl: unknown command 'doctr': did you mean doctor? ('nasctl --help' explains the command)")]
    [InlineData("doctor --jsn", "nasctl: unknown option '--jsn': did you mean --json? ('nasctl doctor --help' explains the command)")]
    [InlineData("doctor more", "nasctl: 'more' is one argument too many ('nasctl doctor --help' explains the command)")]
    public void Wrong_command_line_is_answered_with_one_line_and_exit_code_2(string line, string expected)
    {
        var world = new TestWorld();

        var code = world.Run(line.Split(' '));

        Assert.Equal(2, code);
        Assert.Equal(expected + "\n", world.Error);
        Assert.Equal("", world.Out);
    }

    [Fact]
    public void Version_prints_name_and_number()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("--version"));

        Assert.Matches(@"^nasctl \d+\.\d+\.\d+\n$", world.Out);
    }

    [Fact]
    public void Help_names_every_command()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("--help"));

        foreach (var command in new[] { "search", "retrain", "evaluate", "profile", "space", "doctor", "demo" })
            Assert.Contains($"  {command}", world.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_keeps_long_lists_out_of_the_column_of_names()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("search", "--help"));

        Assert.Matches(@"--space <name> +The [^\n]*One of [^\n]*nasbench201", world.Out);
        Assert.Contains("--device <auto|cpu|cuda", world.Out, StringComparison.Ordinal);
    }
}
