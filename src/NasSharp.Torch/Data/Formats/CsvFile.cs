using System.Text;

namespace NasSharp.Torch.Data.Formats;

/// <summary>
/// A table in comma-separated form (RFC 4180, UTF-8). Lines end in CR LF, LF or CR; blank lines are skipped; a quote inside an unquoted
/// field stands for itself. Every row must have as many fields as the first.
/// </summary>
public sealed class CsvFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private CsvFile(string[] columns, List<string[]> rows)
    {
        Columns = columns;
        Rows = rows;
    }

    /// <summary>The names in the header; without a header the numbers of the columns, from 0.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The fields of each row, without the header.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hasHeader">Whether the first row names the columns.</param>
    /// <param name="separator">Between fields: a comma, semicolon or tab.</param>
    /// <exception cref="DataFormatException">The content is not such a table.</exception>
    public static CsvFile Read(string path, bool hasHeader = true, char separator = ',') => Parse(File.ReadAllBytes(path), path, hasHeader, separator);

    /// <summary>Reads a table from bytes.</summary>
    /// <param name="content">The content of the file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="hasHeader">Whether the first row names the columns.</param>
    /// <param name="separator">Between fields.</param>
    /// <exception cref="DataFormatException">The content is not such a table.</exception>
    public static CsvFile Parse(ReadOnlySpan<byte> content, string name, bool hasHeader = true, char separator = ',')
    {
        if (separator is '"' or '\r' or '\n')
            throw new ArgumentException("The separator is neither a quote nor a line end.", nameof(separator));
        string text;
        try
        {
            text = Utf8.GetString(content.StartsWith(Encoding.UTF8.Preamble) ? content[3..] : content);
        }
        catch (DecoderFallbackException error)
        {
            throw new DataFormatException(name, $"is not UTF-8 text (byte {error.Index}); save it as UTF-8", error);
        }
        var rows = new List<string[]>();
        var scanner = new Scanner(text, name, separator);
        while (scanner.ReadRow() is { } row)
        {
            if (rows.Count > 0 && row.Length != rows[0].Length)
                throw new DataFormatException(name, $"line {scanner.RowLine} has {row.Length} fields, expected {rows[0].Length} as in the first; quote fields that contain '{separator}'");
            rows.Add(row);
        }
        if (rows.Count == 0)
            throw new DataFormatException(name, "holds no rows");
        if (!hasHeader)
            return new CsvFile([.. Enumerable.Range(0, rows[0].Length).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))], rows);
        var header = rows[0];
        rows.RemoveAt(0);
        return header.Distinct().Count() == header.Length
            ? new CsvFile(header, rows)
            : throw new DataFormatException(name, $"names a column twice: {string.Join(", ", header)}");
    }

    /// <summary>The place of a column.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="name">What the error calls the file.</param>
    /// <exception cref="DataFormatException">There is no such column.</exception>
    public int IndexOf(string column, string name)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i] == column)
                return i;
        throw new DataFormatException(name, $"has no column '{column}'; it has {string.Join(", ", Columns.Take(20))}");
    }

    /// <summary>Takes rows off a text, one character after the other.</summary>
    private sealed class Scanner(string text, string name, char separator)
    {
        private readonly StringBuilder _field = new();
        private int _at;
        private int _line = 1;

        /// <summary>The line in which the last row started.</summary>
        public int RowLine { get; private set; }

        public string[]? ReadRow()
        {
            while (_at < text.Length && text[_at] is '\r' or '\n')
                SkipLineEnd();
            if (_at == text.Length)
                return null;
            RowLine = _line;
            var fields = new List<string>();
            while (true)
            {
                fields.Add(_at < text.Length && text[_at] == '"' ? ReadQuoted() : ReadPlain());
                if (_at == text.Length)
                    break;
                if (text[_at] == separator)
                {
                    _at++;
                    continue;
                }
                SkipLineEnd();
                break;
            }
            return [.. fields];
        }

        private string ReadPlain()
        {
            var start = _at;
            while (_at < text.Length && text[_at] != separator && text[_at] is not ('\r' or '\n'))
                if (text[_at++] == '\0')
                    throw new DataFormatException(name, $"line {_line} contains a zero byte; it is no text file");
            return text[start.._at];
        }

        private string ReadQuoted()
        {
            var opened = _line;
            _field.Clear();
            for (_at++; _at < text.Length; _at++)
            {
                if (text[_at] != '"')
                {
                    if (text[_at] == '\n' || (text[_at] == '\r' && (_at + 1 == text.Length || text[_at + 1] != '\n')))
                        _line++;
                    _field.Append(text[_at]);
                }
                else if (_at + 1 < text.Length && text[_at + 1] == '"')
                    _field.Append(text[_at++]);
                else
                {
                    _at++;
                    if (_at < text.Length && text[_at] != separator && text[_at] is not ('\r' or '\n'))
                        throw new DataFormatException(name, $"line {_line} goes on after a closing quote; write a quote inside a quoted field twice");
                    return _field.ToString();
                }
            }
            throw new DataFormatException(name, $"the quote opened in line {opened} is never closed");
        }

        private void SkipLineEnd()
        {
            _at += text[_at] == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n' ? 2 : 1;
            _line++;
        }
    }
}
