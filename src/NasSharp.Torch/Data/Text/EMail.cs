using System.Text;

namespace NasSharp.Torch.Data.Text;

/// <summary>
/// What a person reads of an e-mail in the format of a mailbox file: subject and body as they stand, without unpacking attachments, quoted-printable or base64. The other
/// headers name servers and lists, from which a model would learn who collected the mail rather than what it says.
/// </summary>
internal sealed record EMail(string Subject, string Body)
{
    private const string SubjectHeader = "subject:";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Subject, a line break, body.</summary>
    public string Text => Subject + "\n" + Body;

    /// <summary>Reads UTF-8, and what is not UTF-8 as Latin-1, the most common encoding of mail from before it.</summary>
    public static EMail Parse(ReadOnlySpan<byte> content)
    {
        string text;
        try
        {
            text = Utf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            text = Encoding.Latin1.GetString(content);
        }
        using var lines = new StringReader(text);
        var subject = "";
        var inSubject = false;
        while (lines.ReadLine() is { Length: > 0 } line)
        {
            if (char.IsWhiteSpace(line[0])) // a header goes on
                subject += inSubject ? " " + line.Trim() : "";
            else if (inSubject = subject.Length == 0 && line.StartsWith(SubjectHeader, StringComparison.OrdinalIgnoreCase))
                subject = line[SubjectHeader.Length..].Trim();
        }
        return new EMail(subject, lines.ReadToEnd());
    }
}
