using NasSharp.Torch;
using NasSharp.Torch.Data.Text;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.TextNas;

/// <summary>
/// The TextNAS space (Wang et al. 2020, arXiv 1912.10729): texts [N, L] int64 to logits [N, classes]. Each of 24 layers chooses which of the last five
/// layers it reads, one of eight operations (convolutions of width 1, 3, 5 and 7, mean and max pooling, a bidirectional GRU, self-attention) and which earlier
/// layers it adds; the output is a learned mixture of all layers, pooled over the tokens. <see cref="Vocabulary.Pad"/> fills texts up at their end; how much
/// of it there is never changes a result.
/// </summary>
public sealed class TextNasNetwork : nn.Module<Tensor, Tensor>
{
    private readonly Embedding embedding;
    private readonly Dropout embeddingDropout;
    private readonly TextConvolution stem;
    private readonly ModuleList<TextNasLayer> layers;
    private readonly Parameter mixture;
    private readonly Dropout outputDropout;
    private readonly Linear classifier;

    /// <summary>Makes the network.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="vectors">The first table of token vectors, [tokens, embedding size] float32, such as <see cref="WordVectors.ToTable"/>; it is copied and
    /// trained. Null: drawn from the standard normal distribution.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">The table has another shape.</exception>
    public TextNasNetwork(TextNasOptions options, Tensor? vectors = null)
        : base(nameof(TextNasNetwork))
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        embedding = nn.Embedding(options.Tokens, options.EmbeddingSize, padding_idx: Vocabulary.Pad);
        if (vectors is not null)
            Load(vectors);
        embeddingDropout = nn.Dropout(options.EmbeddingDropout);
        stem = new TextConvolution(options.EmbeddingSize, options.Hidden, 1, options.ConvolutionDropout);
        layers = nn.ModuleList<TextNasLayer>();
        var keys = Enumerable.Range(0, options.Layers).Select(i => $"layer_{i}").ToArray();
        foreach (var (index, key) in keys.Index())
            layers.append(new TextNasLayer(key, keys[..index], options));
        mixture = new Parameter(zeros(options.Layers));
        outputDropout = nn.Dropout(options.OutputDropout);
        classifier = nn.Linear(options.Hidden, options.Classes);
        RegisterComponents();
    }

    /// <summary>The size of the network.</summary>
    public TextNasOptions Options { get; }

    /// <summary>How much each layer counts in the output, [layers]; positive, with sum 1.</summary>
    public Tensor LayerWeights => mixture.softmax(0);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        var mask = TextMask.Of(input);
        var embedded = embeddingDropout.call(embedding.call(input)).transpose(1, 2);
        IReadOnlyList<Tensor> first = [stem.call(mask.Clear(embedded), mask)];
        var done = new List<Tensor>();
        foreach (var layer in layers)
            done.Add(layer.call(done.Count == 0 ? first : done, mask));
        var pooled = Pool(Mix(done), mask);
        return classifier.call(outputDropout.call(pooled)).MoveToOuterDisposeScope();
    }

    // Without a stack of all layers.
    private Tensor Mix(List<Tensor> outputs)
    {
        var weights = LayerWeights;
        var sum = outputs[0] * weights[0];
        for (var i = 1; i < outputs.Count; i++)
            sum = sum + outputs[i] * weights[i];
        return sum;
    }

    private Tensor Pool(Tensor mixed, TextMask mask) => Options.Pooling == TextPooling.Max
        ? (mask.Full ? mixed : mixed.masked_fill(mask.Padding, double.NegativeInfinity)).amax([2L])
        : mixed.sum([2L]) / mask.Weights.sum([2L]);

    private void Load(Tensor vectors)
    {
        if (!vectors.shape.SequenceEqual(embedding.weight.shape))
            throw new ArgumentException($"The table of token vectors has the shape [{string.Join(", ", vectors.shape)}]; expected [{nameof(TextNasOptions.Tokens)}, {nameof(TextNasOptions.EmbeddingSize)}] = [{string.Join(", ", embedding.weight.shape)}].", nameof(vectors));
        using var recording = no_grad();
        embedding.weight.copy_(vectors);
    }
}
