using System.Text;
using NasSharp.Torch.Data.Formats;

namespace NasSharp.Torch.Data.Text;

/// <summary>
/// A sentence of the Stanford Sentiment Treebank (Socher et al. 2013): words, and a sentiment for the sentence and for each phrase in it. On the disk a
/// tree is one line, <c>(3 (2 It) (4 (2 is) (3 good)))</c>.
/// </summary>
public sealed class SentimentTree
{
    /// <summary>Number of sentiments, from very negative (0) over neutral (2) to very positive (4).</summary>
    public const int Labels = 5;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SentimentTree(IReadOnlyList<string> words, IReadOnlyList<SentimentPhrase> phrases) => (Words, Phrases) = (words, phrases);

    /// <summary>The words in order, at least one; brackets stand as themselves, not as <c>-LRB-</c>.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>All nodes, from the inner to the outer, left to right; the last is the whole sentence.</summary>
    public IReadOnlyList<SentimentPhrase> Phrases { get; }

    /// <summary>The sentiment of the whole sentence, 0 to 4.</summary>
    public int Label => Phrases[^1].Label;

    /// <summary>Reads a file of trees, one a line, plain or gzipped; blank lines are skipped.</summary>
    /// <exception cref="DataFormatException">A line is no such tree; the message names it.</exception>
    public static IReadOnlyList<SentimentTree> Read(string path) => ByteInput.FromFile(path, (file, name) =>
    {
        var trees = new List<SentimentTree>();
        var number = 0;
        try
        {
            using var lines = new StreamReader(ByteInput.Open(file, out _), Utf8);
            while (lines.ReadLine() is { } line)
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                    trees.Add(new Scanner(line, name, number).Read());
            }
        }
        catch (DecoderFallbackException error)
        {
            throw new DataFormatException(name, $"is not UTF-8 text after line {number}; save it as UTF-8", error);
        }
        catch (InvalidDataException error)
        {
            throw new DataFormatException(name, $"cannot be unpacked after line {number} ({error.Message.TrimEnd('.')}); copy or download the file again", error);
        }
        return trees.Count > 0 ? trees : throw new DataFormatException(name, "holds no trees");
    });

    /// <summary>Reads one tree.</summary>
    /// <param name="line">The tree.</param>
    /// <param name="name">What errors call the file.</param>
    /// <param name="number">What errors call the line, from 1.</param>
    /// <exception cref="DataFormatException">The line is no such tree.</exception>
    public static SentimentTree Parse(string line, string name = "tree", int number = 1)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new Scanner(line, name, number).Read();
    }

    // Without recursion, as a damaged file may nest without end.
    private sealed class Scanner(string line, string name, int number)
    {
        private readonly List<string> _words = [];
        private readonly List<SentimentPhrase> _phrases = [];
        private readonly Stack<(int Label, int Start)> _open = new();
        private int _at;

        public SentimentTree Read()
        {
            for (SkipSpace(); _at < line.Length; SkipSpace())
            {
                if (_open.Count == 0 && _phrases.Count > 0)
                    throw Wrong("goes on after the end of its tree");
                if (line[_at] == '(')
                    Open();
                else if (line[_at] == ')')
                    Close();
                else
                    TakeWord();
            }
            if (_open.Count > 0)
                throw Wrong($"ends inside {_open.Count} open brackets");
            return _phrases.Count > 0 ? new SentimentTree(_words, _phrases) : throw Wrong("holds no tree");
        }

        private void Open()
        {
            _at++;
            SkipSpace();
            if (_at == line.Length || line[_at] is < '0' or > '4' || (_at + 1 < line.Length && char.IsAsciiLetterOrDigit(line[_at + 1])))
                throw Wrong("has no sentiment from 0 to 4 after a bracket");
            _open.Push((line[_at++] - '0', _words.Count));
        }

        private void Close()
        {
            if (!_open.TryPop(out var node))
                throw Wrong("closes a bracket that is not open");
            if (_words.Count == node.Start)
                throw Wrong("has a node without words");
            _at++;
            _phrases.Add(new SentimentPhrase(node.Label, node.Start, _words.Count - node.Start));
        }

        private void TakeWord()
        {
            if (_open.Count == 0)
                throw Wrong("has a word outside of brackets");
            var start = _at;
            while (_at < line.Length && line[_at] is not ('(' or ')' or ' ' or '\t'))
                _at++;
            _words.Add(Unescaped(line[start.._at]));
            SkipSpace();
            // A leaf is one word and nothing else.
            if (_at == line.Length || line[_at] != ')' || _words.Count - 1 != _open.Peek().Start)
                throw Wrong($"has the word '{_words[^1]}' beside other parts of a node; a word has a node of its own");
        }

        // The Penn Treebank's writing of brackets and slashes. Fractions such as "8 1/2" have a space inside that does not break; tokens have none.
        private static string Unescaped(string word) => word switch
        {
            "-LRB-" => "(",
            "-RRB-" => ")",
            _ => string.Concat(word.Select(c => char.IsWhiteSpace(c) ? '_' : c)).Replace("\\/", "/", StringComparison.Ordinal).Replace("\\*", "*", StringComparison.Ordinal),
        };

        private void SkipSpace()
        {
            while (_at < line.Length && line[_at] is ' ' or '\t')
                _at++;
        }

        private DataFormatException Wrong(string problem) => new(name, $"line {number} {problem} (at column {_at + 1}); expected a tree such as (3 (2 It) (4 works))");
    }
}
