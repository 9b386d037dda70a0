using NasSharp.Benchmarks.NasBench101;

namespace NasSharp.Drawing.Reading;

/// <summary>A cell of NAS-Bench-101, whose operations are the vertices.</summary>
internal static class VertexCell
{
    public static Diagram Read(NasBench101Cell cell)
    {
        var sketch = new DiagramSketch();
        for (var vertex = 0; vertex < cell.Vertices; vertex++)
        {
            sketch.Add(vertex == 0 ? new DiagramBox(["input"], BoxKind.Input)
                : vertex == cell.Vertices - 1 ? new DiagramBox(["output"], BoxKind.Output) : OperationName.Box([cell.Operations[vertex - 1].Split('-')[0]]));
            foreach (var source in cell.Inputs[vertex])
                sketch.Link(source, vertex);
        }
        return sketch.Finish("cell", []);
    }
}
