using System.Globalization;
using System.Text;
using NasSharp.Torch.Data.Formats;

namespace NasSharp.Torch.Data.Text;

/// <summary>
/// Word vectors for the tokens of a vocabulary, from a file in GloVe's text format (Pennington et al. 2014): a token and its numbers on each line. The
/// file is read as a stream; only vectors of known tokens are kept.
/// </summary>
public sealed class WordVectors
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly float[] _values;
    private readonly bool[] _known;

    private WordVectors(int dimensions, float[] values, bool[] known) => (Dimensions, _values, _known) = (dimensions, values, known);

    /// <summary>Numbers of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>Tokens of the vocabulary that the file has.</summary>
    public int Found => _known.Count(k => k);

    /// <summary>Whether the file has the token with this number.</summary>
    public bool Knows(int number) => _known[number];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or gzipped.</param>
    /// <param name="vocabulary">The tokens to keep. A token that is in the file twice has its first vector, as in the published files.</param>
    /// <param name="dimensions">Numbers of each vector; null: as many as the first line has behind its first space.</param>
    /// <exception cref="DataFormatException">A line is no token with that many finite numbers; the message names it.</exception>
    public static WordVectors Load(string path, Vocabulary vocabulary, int? dimensions = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (dimensions is { } given)
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(dimensions));
        return ByteInput.FromFile(path, (file, name) =>
        {
            var number = 0;
            try
            {
                using var lines = new StreamReader(ByteInput.Open(file, out _), Utf8, detectEncodingFromByteOrderMarks: false, 1 << 16);
                var reading = new Reading(vocabulary, name, dimensions);
                while (lines.ReadLine() is { } line)
                    reading.Take(line, ++number);
                return reading.Done();
            }
            catch (DecoderFallbackException error)
            {
                throw new DataFormatException(name, $"is not UTF-8 text after line {number}", error);
            }
            catch (InvalidDataException error)
            {
                throw new DataFormatException(name, $"cannot be unpacked after line {number} ({error.Message.TrimEnd('.')}); copy or download the file again", error);
            }
        });
    }

    /// <summary>
    /// The table of an embedding, [vocabulary, dimensions] float32: the vectors that were found; zeros for padding; for every other token normal numbers
    /// with the standard deviation of those found, so that a layer behind sees the same scale.
    /// </summary>
    /// <param name="seed">Decides the numbers of the tokens without a vector.</param>
    public torch.Tensor ToTable(long seed)
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator((ulong)seed);
        var drawn = torch.randn([_known.Length, Dimensions], generator: generator) * Deviation();
        var found = torch.tensor(_values).reshape(_known.Length, Dimensions);
        var known = torch.tensor(_known).unsqueeze(1);
        var table = torch.where(known, found, drawn);
        table.narrow(0, Vocabulary.Pad, 1).zero_();
        return table.MoveToOuterDisposeScope();
    }

    private double Deviation()
    {
        var (sum, squares, count) = (0.0, 0.0, 0L);
        for (var token = 0; token < _known.Length; token++)
            for (var i = 0; _known[token] && i < Dimensions; i++, count++)
            {
                double value = _values[token * Dimensions + i];
                sum += value;
                squares += value * value;
            }
        return count == 0 ? 1 : Math.Sqrt(Math.Max(0, squares / count - sum / count * (sum / count)));
    }

    private sealed class Reading(Vocabulary vocabulary, string name, int? dimensions)
    {
        private readonly bool[] _known = new bool[vocabulary.Count];
        private int _dimensions = dimensions ?? 0;
        private float[] _vector = [];
        private float[] _values = [];

        public void Take(string line, int number)
        {
            if (number == 1)
                Start(line);
            // Some published tokens have spaces inside, so the numbers are counted from the end.
            var end = line.Length;
            var vector = _vector.AsSpan();
            for (var i = _dimensions - 1; i >= 0; i--)
            {
                var space = end > 0 ? line.LastIndexOf(' ', end - 1) : -1;
                if (space <= 0)
                    throw new DataFormatException(name, $"line {number} has {_dimensions - 1 - i} numbers behind its token, expected {_dimensions}");
                var text = line.AsSpan(space + 1, end - space - 1);
                if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out vector[i]) || !float.IsFinite(vector[i]))
                    throw new DataFormatException(name, $"line {number} has '{(text.Length > 20 ? text[..20] : text)}' where number {i + 1} of {_dimensions} should be");
                end = space;
            }
            // One number too many would pass for a part of the token.
            var token = line[..end];
            if (token.LastIndexOf(' ') is > 0 and var last && float.TryParse(token.AsSpan(last + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                throw new DataFormatException(name, $"line {number} has more than {_dimensions} numbers behind its token");
            if (vocabulary.NumberOf(token) is not { } known || _known[known])
                return;
            _known[known] = true;
            vector.CopyTo(_values.AsSpan(known * _dimensions));
        }

        private void Start(string line)
        {
            if (_dimensions == 0)
                _dimensions = line.AsSpan().Count(' ');
            if (_dimensions == 0)
                throw new DataFormatException(name, "line 1 is no token with numbers behind it, divided by single spaces");
            _vector = new float[_dimensions];
            _values = new float[checked(vocabulary.Count * _dimensions)];
        }

        public WordVectors Done() => _values.Length > 0 ? new WordVectors(_dimensions, _values, _known) : throw new DataFormatException(name, "holds no vectors");
    }
}
