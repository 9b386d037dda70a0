using System.Globalization;
using System.Text;

namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        // Longer dimensions show this many entries at each end.
        private const int Edge = 3;
        private const int LongDimension = 2 * Edge;

        /// <summary>The tensor as text.</summary>
        /// <param name="style">The notation.</param>
        /// <param name="fltFormat">.NET format of floating-point numbers; <c>g5</c> unless given.</param>
        /// <param name="width">Characters a line may have; 100 unless given.</param>
        /// <param name="cultureInfo">Culture of the numbers; the invariant one unless given.</param>
        /// <param name="newLine">What ends a line; <c>\n</c> unless given.</param>
        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            var metadata = $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";
            if (style == TensorStringStyle.Metadata || !defined || is_meta)
                return metadata;
            using var scope = NewDisposeScope();
            using var recording = no_grad();
            var elements = Elements(fltFormat ?? "g5", cultureInfo ?? CultureInfo.InvariantCulture);
            var text = new StringBuilder();
            var notation = style == TensorStringStyle.CSharp ? new Notation('{', '}', ", ", true) : new Notation('[', ']', " ", false);
            var cell = style == TensorStringStyle.CSharp ? 0 : elements.Values.Select(v => v.Length).DefaultIfEmpty().Max();
            Write(text, notation, elements, 0, 0, cell, width ?? 100, notation.Commas ? 0 : 1);
            var result = style switch
            {
                TensorStringStyle.Julia => $"{metadata}\n{Rows(text.ToString())}",
                _ => text.ToString(),
            };
            return newLine is null or "\n" ? result : result.Replace("\n", newLine, StringComparison.Ordinal);
        }

        /// <summary>The elements as nested brackets, the middle of long dimensions left out.</summary>
        public string str(string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine);

        /// <summary>The elements as NumPy prints them.</summary>
        public string npstr(string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo, newLine);

        /// <summary>The elements as a C# array expression.</summary>
        public string cstr(string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo, newLine);

        /// <summary>Shape, type and device, then the elements as Julia prints them.</summary>
        public string jlstr(string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo, newLine);

        /// <summary>Writes the tensor to the console.</summary>
        public Tensor print(TensorStringStyle style = TensorStringStyle.Default)
        {
            Console.WriteLine(ToString(style));
            return this;
        }

        // The entries that are shown, already as text: of each long dimension only both ends are copied from the tensor.
        private Shown Elements(string format, CultureInfo culture)
        {
            var part = this;
            var sizes = shape;
            for (var d = 0; d < sizes.Length; d++)
            {
                if (sizes[d] > LongDimension && numel() > 1000)
                    part = cat([part.narrow(d, 0, Edge), part.narrow(d, sizes[d] - Edge, Edge)], d);
            }
            var values = part.cpu();
            List<string> texts;
            if (values.is_floating_point())
                texts = [.. values.to(ScalarType.Float64).to_array<double>().Select(v => v.ToString(format, culture))];
            else if (values.dtype == ScalarType.Bool)
                texts = [.. values.to_array<bool>().Select(v => v ? "True" : "False")];
            else if (values.dtype is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64)
                throw new NotSupportedException($"{Describe()} has complex elements, which are not written as text");
            else
                texts = [.. values.to(ScalarType.Int64).to_array<long>().Select(v => v.ToString(culture))];
            return new Shown(texts, sizes, part.shape);
        }

        private static int Write(StringBuilder text, Notation notation, Shown elements, int dimension, int position, int cell, int width, int indent)
        {
            if (dimension == elements.Sizes.Length)
            {
                text.Append(elements.Values[position].PadLeft(cell));
                return position + 1;
            }
            var last = dimension == elements.Sizes.Length - 1;
            var count = elements.Kept[dimension];
            text.Append(notation.Open);
            var lineStart = text.Length;
            for (var i = 0; i < count; i++)
            {
                var separator = last ? notation.Separator : notation.Commas ? "," : "";
                if (i > 0)
                    text.Append(separator);
                if (i == Edge && count < elements.Sizes[dimension])
                    text.Append(last ? "..." + notation.Separator : Line(indent) + "..." + (notation.Commas ? "," : ""));
                if (!last && i > 0)
                {
                    text.Append(Line(indent));
                }
                else if (last && i > 0 && text.Length - lineStart + cell > width)
                {
                    text.Append(Line(indent));
                    lineStart = text.Length;
                }
                position = Write(text, notation, elements, dimension + 1, position, cell, width, indent + 1);
            }
            text.Append(notation.Close);
            return position;
        }

        private static string Line(int indent) => "\n" + new string(' ', indent);

        // Julia prints rows without brackets.
        private static string Rows(string brackets) =>
            string.Join('\n', brackets.Split('\n').Select(line => " " + line.Replace("[", "", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal).TrimStart()));

        private sealed record Notation(char Open, char Close, string Separator, bool Commas);

        private sealed record Shown(List<string> Values, long[] Sizes, long[] Kept);
    }
}
