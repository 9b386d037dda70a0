using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Formats;

namespace NasSharp.Torch.Tests.Data;

public sealed class CsvFileTests
{
    private static CsvFile Parse(string text, bool header = true) => CsvFile.Parse(Encoding.UTF8.GetBytes(text), "x.csv", header);

    [Fact]
    public void Parse_of_quotes_separators_and_line_ends_follows_the_standard()
    {
        var table = Parse("\uFEFFtext,label\r\n\"a \"\"b\"\", c\",1\n\n\"two\r\nlines\",2\r,3\n5\" disk,\"\"");
        Assert.Equal(["text", "label"], table.Columns);
        string[][] expected = [["a \"b\", c", "1"], ["two\r\nlines", "2"], ["", "3"], ["5\" disk", ""]];
        Assert.Equal(expected, table.Rows);
    }

    [Fact]
    public void Parse_without_a_header_numbers_the_columns()
    {
        var table = Parse("a,b\nc,d", header: false);
        Assert.Equal(["0", "1"], table.Columns);
        Assert.Equal(2, table.Rows.Count);
    }

    [Fact]
    public void Parse_of_what_was_written_gives_it_back()
    {
        // Any text but the zero character, which is refused, and half surrogates, which UTF-8 cannot hold.
        var field = ArbMap.Default.ArbFor<string>().Generator.Select(s => string.Concat((s ?? "").EnumerateRunes().Where(r => r.Value != 0 && r != Rune.ReplacementChar)));
        var table = from columns in Gen.Choose(1, 4) from rows in field.ListOf(columns).ListOf() select rows.Select(r => r.ToArray()).ToArray();
        Prop.ForAll(table.ToArbitrary(), rows =>
        {
            if (rows.Length == 0)
                return true;
            var text = string.Concat(rows.Select(row => string.Join(',', row.Select(f => $"\"{f.Replace("\"", "\"\"")}\"")) + "\r\n"));
            Assert.Equal(rows, Parse(text, header: false).Rows);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true));
    }

    [Theory]
    [InlineData("", "holds no rows")]
    [InlineData("\n\r\n", "holds no rows")]
    [InlineData("a,b\n1", "line 2 has 1 fields, expected 2")]
    [InlineData("a,b\n1,2\n\"x\ny\",\"z", "the quote opened in line 4 is never closed")]
    [InlineData("a,b\n\"x\"y,2", "line 2 goes on after a closing quote")]
    [InlineData("a,a\n1,2", "names a column twice")]
    [InlineData("a,b\n1,\0", "line 2 contains a zero byte")]
    public void Parse_of_a_broken_table_names_the_line(string text, string expected)
    {
        var error = Assert.Throws<DataFormatException>(() => Parse(text));
        Assert.StartsWith("x.csv: ", error.Message);
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Parse_of_bytes_that_are_no_utf8_says_so()
    {
        var error = Assert.Throws<DataFormatException>(() => CsvFile.Parse([0x61, 0x2c, 0xff, 0xfe], "x.csv"));
        Assert.Contains("is not UTF-8 text (byte 2)", error.Message);
    }

    [Fact]
    public void Parse_of_arbitrary_bytes_answers_in_one_line()
    {
        byte[] alphabet = [.. "ab,;\"\r\n\t \0"u8, 0xc3, 0xa4, 0xff];
        var noise = Gen.Elements(alphabet).ListOf().Select(b => b.ToArray()).ToArbitrary();
        Prop.ForAll(noise, bytes =>
        {
            try
            {
                var table = CsvFile.Parse(bytes, "x.csv");
                return table.Rows.All(r => r.Count == table.Columns.Count);
            }
            catch (DataFormatException error)
            {
                return error.Message.StartsWith("x.csv: ", StringComparison.Ordinal) && !error.Message.Contains('\n');
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true));
    }
}
