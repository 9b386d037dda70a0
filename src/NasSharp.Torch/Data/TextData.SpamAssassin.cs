using NasSharp.Torch.Data.Text;

namespace NasSharp.Torch.Data;

public sealed partial class TextData
{
    private static readonly string[] HamAndSpam = ["ham", "spam"];

    /// <summary>
    /// Loads the public mail corpus of SpamAssassin: subject and body of each e-mail, and whether it is spam. A mail whose tokens are those of an earlier
    /// one is left out, so that no test mail is also a training mail. A part of the mails, the same in every run, is the test split.
    /// </summary>
    /// <param name="path">The npm package or its folder; <see cref="SpamAssassinPackage.Find"/> brings it.</param>
    /// <param name="options">Tokens, vocabulary and test part; the columns of tables have no meaning here.</param>
    /// <exception cref="DataFormatException">The package is damaged or another one.</exception>
    public static TextData LoadSpamAssassin(string path, TextDataOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new TextDataOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTokens, 1);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (texts, labels) = (new List<string[]>(), new List<int>());
        foreach (var (_, spam, mail) in SpamAssassinPackage.Read(path))
        {
            string[] tokens = [.. options.Tokenizer.Split(mail.Text).Take(options.MaxTokens)];
            if (!seen.Add(string.Join(' ', tokens)))
                continue;
            texts.Add(tokens);
            labels.Add(spam ? 1 : 0);
        }
        return Divided(SpamAssassinPackage.Name, [.. texts], [.. labels], HamAndSpam, options);
    }
}
