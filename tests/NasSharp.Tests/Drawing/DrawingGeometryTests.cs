using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NasSharp.Benchmarks.NasBench101;
using NasSharp.Drawing;
using NasSharp.Drawing.Layout;

namespace NasSharp.Tests.Drawing;

/// <summary>What a reader relies on, for spaces as a whole and for 20 random architectures of each.</summary>
public sealed partial class DrawingGeometryTests
{
    private const double Rounding = 0.1;

    public static TheoryData<string> Spaces => DrawnSpaces.Names;

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Boxes_never_overlap(string space)
    {
        foreach (var layout in Layouts(space))
            for (var i = 0; i < layout.Boxes.Count; i++)
                for (var j = i + 1; j < layout.Boxes.Count; j++)
                    Assert.False(Overlap(layout.Boxes[i], layout.Boxes[j]), $"{layout.Boxes[i]} and {layout.Boxes[j]} overlap");
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Links_lead_from_one_box_to_another_without_gaps(string space)
    {
        foreach (var layout in Layouts(space))
            foreach (var (link, way) in layout.Links)
            {
                var (from, to) = (layout.Boxes[link.From], layout.Boxes[link.To]);
                if (link.Side == LinkSide.Through)
                {
                    Near(from.Right, way[0].Start);
                    Near(to.Left, way[^1].End);
                }
                else
                {
                    // What leaves stands right of the middle, what arrives left of it.
                    var above = link.Side == LinkSide.Above;
                    Assert.Equal((above ? from.Y : from.Y + from.Height, above ? to.Y : to.Y + to.Height), (way[0].Start.Y, way[^1].End.Y));
                    Assert.InRange(way[0].Start.X, from.X + from.Width / 2, from.X + from.Width);
                    Assert.InRange(way[^1].End.X, to.X, to.X + to.Width / 2);
                }
                foreach (var (one, next) in way.Zip(way.Skip(1)))
                    Near(one.End, next.Start);
            }
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Links_never_cross_boxes(string space)
    {
        foreach (var layout in Layouts(space))
            foreach (var (link, way) in layout.Links)
                foreach (var point in way.SelectMany(c => Enumerable.Range(0, 21).Select(p => c.At(p / 20.0))).Where(p => link.Side == LinkSide.Through || (p != way[0].Start && p != way[^1].End)))
                    Assert.DoesNotContain(layout.Boxes, b => point.X > b.X + 1 && point.X < b.X + b.Width - 1 && point.Y > b.Y - 1 && point.Y < b.Y + b.Height + 1);
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Inputs_stand_left_outputs_right_and_text_fits_its_box(string space)
    {
        foreach (var layout in Layouts(space))
        {
            var inRows = layout.Boxes.Where(b => b.Box.Kind == BoxKind.Input).Max(b => b.Y) < layout.Boxes.Where(b => b.Box.Kind == BoxKind.Output).Min(b => b.Y) - 60;
            foreach (var (link, _) in layout.Links)
                Assert.True(layout.Boxes[link.From].Right.X < layout.Boxes[link.To].Left.X || inRows, $"{link} leads to the left");
            foreach (var box in layout.Boxes)
                Assert.All(box.Box.Lines, line => Assert.True(TextSize.Width(line, TextSize.Normal) <= box.Width, line));
        }
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Everything_lies_inside_the_view(string space)
    {
        foreach (var svg in Pictures(space))
        {
            var root = XDocument.Parse(svg).Root!;
            var view = Numbers((string)root.Attribute("viewBox")!);
            foreach (var rectangle in root.Descendants().Where(e => e.Name.LocalName == "rect"))
                Inside(Shift(rectangle), [Number(rectangle, "x"), Number(rectangle, "y"), Number(rectangle, "x") + Number(rectangle, "width"), Number(rectangle, "y") + Number(rectangle, "height")], view);
            foreach (var path in root.Descendants().Where(e => e.Name.LocalName == "path"))
                Inside(Shift(path), [.. PlaceOf().Matches((string)path.Attribute("d")!).SelectMany(m => Numbers($"{m.Groups[1].Value} {m.Groups[2].Value}"))], view);
            foreach (var text in root.Descendants().Where(e => e.Name.LocalName == "text"))
            {
                var (width, x) = (TextSize.Width(text.Value, Number(text, "font-size")), Number(text, "x"));
                var left = (string?)text.Attribute("text-anchor") == "middle" ? x - width / 2 : x;
                Inside(Shift(text), [left, Number(text, "y") - Number(text, "font-size"), left + width, Number(text, "y") + 2], view);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Pictures_can_stand_in_a_page_more_than_once_and_are_always_the_same(string space)
    {
        foreach (var (svg, again) in Pictures(space).Zip(Pictures(space)))
        {
            Assert.Equal(svg, again);
            Assert.DoesNotContain(XDocument.Parse(svg).Descendants(), e => e.Name.LocalName is "style" or "script" or "defs" || e.Attribute("id") is not null || e.Attribute("class") is not null);
        }
    }

    [Fact]
    public void Cells_of_NasBench101_are_drawn_with_their_links()
    {
        var svg = ArchitectureDrawing.Draw(NasBench101Cell.Parse("op1=conv3x3-bn-relu,op2=maxpool3x3,input1=0,input2=0+1,input3=1+2"));
        Assert.Equal(["cell", "input", "conv 3x3", "max pool 3x3", "output"], XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
    }

    [Fact]
    public void An_arc_that_leads_back_is_refused()
        => Assert.Throws<ArgumentException>(() => DiagramLayout.Of(new Diagram("", [new(["a"], BoxKind.Node), new(["b"], BoxKind.Node)], [new(1, 0, Side: LinkSide.Above)])));

    [Fact]
    public void A_circle_is_refused()
        => Assert.Throws<ArgumentException>(() => DiagramLayout.Of(new Diagram("", [new(["a"], BoxKind.Node), new(["b"], BoxKind.Node)], [new(0, 1), new(1, 0)])));

    private static IEnumerable<DiagramLayout> Layouts(string name)
    {
        var (space, random) = (DrawnSpaces.Get(name), new Random(7));
        return Enumerable.Range(0, 21).SelectMany(i => ArchitectureDrawing.Diagrams(space, i == 0 ? null : space.Sample(random))).Select(DiagramLayout.Of);
    }

    private static IEnumerable<string> Pictures(string name)
    {
        var (space, random) = (DrawnSpaces.Get(name), new Random(7));
        return Enumerable.Range(0, 6).Select(i => i == 0 ? ArchitectureDrawing.Draw(space) : ArchitectureDrawing.Draw(space.Sample(random), "a < b"));
    }

    private static bool Overlap(PlacedBox a, PlacedBox b) => a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;

    private static void Near(Point expected, Point actual) => Assert.True(Math.Abs(expected.X - actual.X) < Rounding && Math.Abs(expected.Y - actual.Y) < Rounding, $"{actual} is not at {expected}");

    private static void Inside(double[] shift, double[] places, double[] view)
    {
        for (var i = 0; i < places.Length; i++)
            Assert.InRange(places[i] + shift[i % 2], 0, view[2 + i % 2]);
    }

    private static double[] Shift(XElement element) => element.Parent?.Attribute("transform") is { } move ? Numbers(move.Value.Replace("translate(", "").Replace(")", "")) : [0, 0];

    private static double Number(XElement element, string name) => double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    private static double[] Numbers(string text) => [.. text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture))];

    // Absolute places; the arrows go on relative to theirs and stay left of them.
    [GeneratedRegex(@"(?<=[MLC ])(-?[0-9.]+),(-?[0-9.]+)")]
    private static partial Regex PlaceOf();
}
