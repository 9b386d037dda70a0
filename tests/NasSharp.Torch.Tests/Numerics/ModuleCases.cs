using NasSharp.Torch.Modules;
using static NasSharp.Torch.Tests.Numerics.ModuleCase;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;
using F = NasSharp.Torch.torch.nn.functional;

namespace NasSharp.Torch.Tests.Numerics;

/// <summary>The cases of <c>make_fixtures.py</c>, by name.</summary>
internal static class ModuleCases
{
    internal static readonly IReadOnlyDictionary<string, Func<ModuleCase>> All = new Dictionary<string, Func<ModuleCase>>
    {
        // Linear layers and distances
        ["Linear"] = () => Of(Linear(4, 3)),
        ["Linear-nobias"] = () => Of(Linear(4, 3, hasBias: false)),
        ["Bilinear"] = () => Of(Bilinear(3, 4, 2)),
        ["Identity"] = () => Of(Identity()),
        ["Flatten"] = () => Of(Flatten()),
        ["Unflatten"] = () => Of(Unflatten(1, [2, -1])),
        ["CosineSimilarity"] = () => Of(CosineSimilarity()),
        ["PairwiseDistance"] = () => Of(PairwiseDistance(keep_dim: true)),
        ["normalize"] = () => Function(x => F.normalize(x[0], dim: 1)),
        ["one_hot"] = () => Function(x => F.one_hot(x[0], 5).@float()),
        ["pdist"] = () => Function(x => F.pdist(x[0])),

        // Convolutions
        ["Conv1d"] = () => Of(Conv1d(3, 4, 3, stride: 2, padding: 1)),
        ["Conv1d-same"] = () => Of(Conv1d(2, 4, 4, Padding.Same, dilation: 2)),
        ["Conv2d"] = () => Of(Conv2d(3, 4, 3)),
        ["Conv2d-tuple"] = () => Of(Conv2d(4, 6, (3, 2), stride: (2, 1), padding: (1, 0), dilation: (1, 2), groups: 2, bias: false)),
        ["Conv2d-depthwise"] = () => Of(Conv2d(4, 4, 3, padding: 1, groups: 4)),
        ["Conv2d-depthwise-nobias"] = () => Of(Conv2d(4, 4, 3, stride: 2, padding: 2, dilation: 2, groups: 4, bias: false)),
        ["Conv2d-same"] = () => Of(Conv2d(2, 3, 3, Padding.Same)),
        ["Conv2d-valid"] = () => Of(Conv2d(2, 3, (3, 3), Padding.Valid)),
        ["Conv2d-reflect"] = () => Of(Conv2d(2, 3, 3, padding: 1, padding_mode: PaddingModes.Reflect)),
        ["Conv2d-replicate"] = () => Of(Conv2d(2, 3, 3, padding: 2, padding_mode: PaddingModes.Replicate)),
        ["Conv2d-circular"] = () => Of(Conv2d(2, 3, (3, 2), padding: (1, 2), padding_mode: PaddingModes.Circular)),
        ["Conv2d-same-reflect"] = () => Of(Conv2d(2, 3, (4, 3), Padding.Same, padding_mode: PaddingModes.Reflect)),
        ["Conv3d"] = () => Of(Conv3d(2, 3, (2, 3, 2), padding: (1, 0, 1))),
        ["ConvTranspose1d"] = () => Of(ConvTranspose1d(3, 2, 3, stride: 2, output_padding: 1)),
        ["ConvTranspose2d"] = () => Of(ConvTranspose2d(4, 6, 3, stride: 2, padding: 1, groups: 2)),
        ["ConvTranspose2d-dilated"] = () => Of(ConvTranspose2d(2, 3, (2, 3), stride: (1, 2), dilation: (2, 1), output_padding: (0, 1), bias: false)),
        ["ConvTranspose3d"] = () => Of(ConvTranspose3d(2, 2, 2, stride: 2)),
        ["ConvTranspose2d-size"] = () => Of(ConvTranspose2d(2, 3, 3, stride: 2, padding: 1), (m, x) => m.forward(x[0], [6, 8])),

        // Normalisation
        ["BatchNorm1d"] = () => Of(BatchNorm1d(3)),
        ["BatchNorm1d-3d"] = () => Of(BatchNorm1d(3, momentum: null)),
        ["BatchNorm2d"] = () => Of(BatchNorm2d(3, eps: 1e-3, momentum: 0.3)),
        ["BatchNorm2d.eval"] = () => Of(BatchNorm2d(3)),
        ["BatchNorm2d-plain"] = () => Of(BatchNorm2d(3, affine: false, track_running_stats: false)),
        ["BatchNorm2d-plain.eval"] = () => Of(BatchNorm2d(3, affine: false, track_running_stats: false)),
        ["BatchNorm3d"] = () => Of(BatchNorm3d(2)),
        ["LayerNorm"] = () => Of(LayerNorm([3, 4])),
        ["LayerNorm-plain"] = () => Of(LayerNorm(4, elementwise_affine: false)),
        ["GroupNorm"] = () => Of(GroupNorm(2, 4)),
        ["InstanceNorm1d"] = () => Of(InstanceNorm1d(3)),
        ["InstanceNorm1d-unbatched"] = () => Of(InstanceNorm1d(3)),
        ["InstanceNorm2d"] = () => Of(InstanceNorm2d(3, affine: true, track_running_stats: true)),
        ["InstanceNorm2d.eval"] = () => Of(InstanceNorm2d(3, affine: true, track_running_stats: true)),
        ["InstanceNorm3d"] = () => Of(InstanceNorm3d(2)),
        ["LocalResponseNorm"] = () => Of(LocalResponseNorm(3, alpha: 0.5)),
        ["RMSNorm"] = () => Of(RMSNorm(4)),
        ["rms_norm"] = () => Function(x => F.rms_norm(x[0], [3, 4], eps: 0.01)),

        // Pooling
        ["MaxPool1d"] = () => Of(MaxPool1d(3, stride: 2, padding: 1)),
        ["MaxPool2d"] = () => Of(MaxPool2d(2)),
        ["MaxPool2d-tuple"] = () => Of(MaxPool2d((3, 2), stride: (1, 2), padding: (1, 0), dilation: (1, 2), ceil_mode: true)),
        ["MaxPool3d"] = () => Of(MaxPool3d(2, stride: 1)),
        ["AvgPool1d"] = () => Of(AvgPool1d(3, stride: 2, padding: 1, count_include_pad: false)),
        ["AvgPool2d"] = () => Of(AvgPool2d(3, stride: 1, padding: 1, count_include_pad: false)),
        ["AvgPool2d-tuple"] = () => Of(AvgPool2d((2, 3), ceil_mode: true, divisor_override: 5)),
        ["AvgPool3d"] = () => Of(AvgPool3d(2, padding: 1)),
        ["AdaptiveAvgPool1d"] = () => Of(AdaptiveAvgPool1d(3)),
        ["AdaptiveAvgPool2d"] = () => Of(AdaptiveAvgPool2d((2, 3))),
        ["AdaptiveAvgPool3d"] = () => Of(AdaptiveAvgPool3d(2)),
        ["AdaptiveMaxPool1d"] = () => Of(AdaptiveMaxPool1d(3)),
        ["AdaptiveMaxPool2d"] = () => Of(AdaptiveMaxPool2d(2)),
        ["AdaptiveMaxPool3d"] = () => Of(AdaptiveMaxPool3d((1, 2, 2))),
        ["max_pool2d_with_indices"] = () => Many(MaxPool2d(2), (m, x) => m.forward_with_indices(x[0]) is var (values, indices) ? [values, indices] : []),

        // Padding
        ["ZeroPad2d"] = () => Of(ZeroPad2d((1, 0, 2, 1))),
        ["ConstantPad1d"] = () => Of(ConstantPad1d(2, 3.5)),
        ["ConstantPad2d"] = () => Of(ConstantPad2d((1, 2, 0, 1), -1.0)),
        ["ConstantPad3d"] = () => Of(ConstantPad3d(1, 0.5)),
        ["ReflectionPad1d"] = () => Of(ReflectionPad1d((2, 1))),
        ["ReflectionPad2d"] = () => Of(ReflectionPad2d(1)),
        ["ReflectionPad3d"] = () => Of(ReflectionPad3d(1)),
        ["ReplicationPad1d"] = () => Of(ReplicationPad1d(2)),
        ["ReplicationPad2d"] = () => Of(ReplicationPad2d((1, 0, 2, 1))),
        ["ReplicationPad3d"] = () => Of(ReplicationPad3d(1)),
        ["pad-circular"] = () => Function(x => F.pad(x[0], (1, 2), PaddingModes.Circular)),

        // Activations
        ["ReLU"] = () => Of(ReLU()),
        ["ReLU6"] = () => Of(ReLU6()),
        ["LeakyReLU"] = () => Of(LeakyReLU(0.2)),
        ["PReLU"] = () => Of(PReLU(3)),
        ["RReLU"] = () => Of(RReLU()),
        ["RReLU.eval"] = () => Of(RReLU()),
        ["ELU"] = () => Of(ELU(0.7)),
        ["CELU"] = () => Of(CELU(1.3)),
        ["SELU"] = () => Of(SELU()),
        ["GELU"] = () => Of(GELU()),
        ["GELU-tanh"] = () => Of(GELU("tanh")),
        ["SiLU"] = () => Of(SiLU()),
        ["Mish"] = () => Of(Mish()),
        ["Sigmoid"] = () => Of(Sigmoid()),
        ["LogSigmoid"] = () => Of(LogSigmoid()),
        ["Tanh"] = () => Of(Tanh()),
        ["Tanhshrink"] = () => Of(Tanhshrink()),
        ["Hardswish"] = () => Of(Hardswish()),
        ["Hardsigmoid"] = () => Of(Hardsigmoid()),
        ["Hardtanh"] = () => Of(Hardtanh(-0.5, 0.8)),
        ["Softplus"] = () => Of(Softplus(2.0, 1.5)),
        ["Softsign"] = () => Of(Softsign()),
        ["Softshrink"] = () => Of(Softshrink()),
        ["Hardshrink"] = () => Of(Hardshrink(0.3)),
        ["Threshold"] = () => Of(Threshold(0.1, 0.4)),
        ["Softmax"] = () => Of(Softmax(1)),
        ["Softmin"] = () => Of(Softmin(1)),
        ["LogSoftmax"] = () => Of(LogSoftmax(-1)),
        ["GLU"] = () => Of(GLU()),
        ["Softmax2d"] = () => Of(Softmax2d()),
        ["relu-inplace"] = () => Function(x => F.relu(x[0] * 2, inplace: true)),
        ["gumbel_softmax"] = () => Function(x => F.gumbel_softmax(x[0], tau: 0.7)),
        ["gumbel_softmax-hard"] = () => Function(x => F.gumbel_softmax(x[0], hard: true)),

        // Dropout
        ["Dropout"] = () => Of(Dropout(0.3)),
        ["Dropout.eval"] = () => Of(Dropout(0.3)),
        ["Dropout1d"] = () => Of(Dropout1d(0.4)),
        ["Dropout1d-unbatched"] = () => Of(Dropout1d(0.4)),
        ["Dropout2d"] = () => Of(Dropout2d(0.4)),
        ["Dropout3d"] = () => Of(Dropout3d(0.4)),
        ["AlphaDropout"] = () => Of(AlphaDropout(0.3)),
        ["FeatureAlphaDropout"] = () => Of(FeatureAlphaDropout(0.3)),

        // Embedding
        ["Embedding"] = () => Of(Embedding(6, 3, padding_idx: 2)),
        ["Embedding-max_norm"] = () => Of(Embedding(6, 3, max_norm: 0.8, scale_grad_by_freq: true)),
        ["EmbeddingBag"] = () => Of(EmbeddingBag(6, 3), (m, x) => m.call(x[0], x[1])),
        ["EmbeddingBag-2d"] = () => Of(EmbeddingBag(6, 3, mode: EmbeddingBagMode.Max), (m, x) => m.call(x[0])),
        ["EmbeddingBag-weights"] = () => Of(EmbeddingBag(6, 3, mode: EmbeddingBagMode.Sum, padding_index: 1), (m, x) => m.call(x[0], null, x[1])),

        // Recurrent
        ["RNN"] = () => Recurrent(RNN(3, 4)),
        ["RNN-relu"] = () => Recurrent(RNN(3, 4, numLayers: 2, NonLinearities.ReLU, bias: false)),
        ["LSTM"] = () => Recurrent(LSTM(3, 4, numLayers: 2, batchFirst: true, bidirectional: true)),
        ["LSTM-state"] = () => Recurrent(LSTM(3, 4)),
        ["LSTM-dropout"] = () => Recurrent(LSTM(3, 4, numLayers: 2, dropout: 0.5)),
        ["GRU"] = () => Recurrent(GRU(3, 4, numLayers: 2)),
        ["GRU-bidirectional"] = () => Recurrent(GRU(3, 4, bidirectional: true, batchFirst: true)),
        ["LSTM-packed"] = () => Many(LSTM(3, 4), (m, x) => Packed(x[0], p => m.call(p) is var (output, h, c) ? (output, [h, c]) : default)),
        ["GRU-packed"] = () => Many(GRU(3, 4, bidirectional: true), (m, x) => Packed(x[0], p => m.call(p, x[1]) is var (output, h) ? (output, [h]) : default)),
        ["RNNCell"] = () => Of(RNNCell(3, 4), (m, x) => m.call(x[0])),
        ["RNNCell-relu"] = () => Of(RNNCell(3, 4, NonLinearities.ReLU), (m, x) => m.call(x[0], x[1])),
        ["GRUCell"] = () => Of(GRUCell(3, 4), (m, x) => m.call(x[0], x[1])),
        ["LSTMCell"] = () => Many(LSTMCell(3, 4), (m, x) => m.call(x[0]) is var (h, c) ? [h, c] : []),

        // Attention
        ["MultiheadAttention"] = () => Attention(MultiheadAttention(4, 2)),
        ["MultiheadAttention-masks"] = () => Attention(MultiheadAttention(4, 2), padding: true, mask: true),
        ["MultiheadAttention-float-mask"] = () => Attention(MultiheadAttention(4, 2, batch_first: true), mask: true),
        ["MultiheadAttention-kdim"] = () => Attention(MultiheadAttention(4, 2, bias: false, kdim: 3, vdim: 5)),
        ["MultiheadAttention-kv"] = () => Attention(MultiheadAttention(4, 2, add_bias_kv: true, add_zero_attn: true), padding: true),
        ["MultiheadAttention-dropout"] = () => Attention(MultiheadAttention(4, 2, dropout: 0.3)),
        ["TransformerEncoderLayer"] = () => Of(TransformerEncoderLayer(4, 2, 6, dropout: 0.2), (m, x) => m.call(x[0])),
        ["TransformerEncoderLayer-gelu"] = () =>
            Of(TransformerEncoderLayer(4, 2, 6, 0.0, Activations.GELU, batch_first: true, norm_first: true), (m, x) => m.call(x[0])),
        ["TransformerEncoder"] = () => Of(TransformerEncoder(TransformerEncoderLayer(4, 2, 6, 0.0), 2, LayerNorm(4)), (m, x) => m.call(x[0], x[1], x[2])),
        ["TransformerDecoderLayer"] = () => Of(TransformerDecoderLayer(4, 2, 6, dropout: 0.2), (m, x) => m.call(x[0], x[1])),
        ["TransformerDecoder"] = () => Of(TransformerDecoder(TransformerDecoderLayer(4, 2, 6, 0.0), 2),
            (m, x) => m.call(x[0], x[1], tgt_mask: x[2], memory_key_padding_mask: x[3])),
        ["scaled_dot_product_attention"] = () => Function(x => F.scaled_dot_product_attention(x[0], x[1], x[2])),
        ["scaled_dot_product_attention-mask"] = () => Function(x => F.scaled_dot_product_attention(x[0], x[1], x[2], x[3])),
        ["scaled_dot_product_attention-causal"] = () => Function(x => F.scaled_dot_product_attention(x[0], x[1], x[2], is_casual: true)),

        // Vision
        ["Upsample"] = () => Of(Upsample(scale_factor: [2])),
        ["Upsample-linear"] = () => Of(Upsample(scale_factor: [2.5], mode: UpsampleMode.Linear)),
        ["Upsample-bilinear"] = () => Of(Upsample(size: [5, 4], mode: UpsampleMode.Bilinear, alignCorners: true)),
        ["Upsample-bicubic"] = () => Of(Upsample(scale_factor: [1.7, 2.3], mode: UpsampleMode.Bicubic)),
        ["Upsample-trilinear"] = () => Of(Upsample(scale_factor: [2], mode: UpsampleMode.Trilinear)),
        ["interpolate-area"] = () => Function(x => F.interpolate(x[0], scale_factor: [0.5], mode: InterpolationMode.Area)),
        ["interpolate-recompute"] = () => Function(x => F.interpolate(x[0], scale_factor: [1.7], mode: InterpolationMode.Bilinear,
            recompute_scale_factor: true)),
        ["grid_sample"] = () => Function(x => F.grid_sample(x[0], x[1] * 2 - 1, align_corners: false)),
        ["grid_sample-border"] = () =>
            Function(x => F.grid_sample(x[0], x[1] * 3 - 1.5, padding_mode: GridSamplePaddingMode.Border, align_corners: true)),
        ["affine_grid"] = () => Function(x => F.affine_grid(x[0], [2, 1, 2, 3])),
        ["PixelShuffle"] = () => Of(PixelShuffle(2)),
        ["PixelUnshuffle"] = () => Of(PixelUnshuffle(2)),
        ["ChannelShuffle"] = () => Of(ChannelShuffle(2)),
        ["Unfold"] = () => Of(Unfold((2, 3), (1, 1), (1, 1), (2, 2))),
        ["Fold"] = () => Of(Fold((4, 5), (2, 2), stride: (2, 1))),

        // Losses
        ["CrossEntropyLoss"] = () => Of(CrossEntropyLoss()),
        ["CrossEntropyLoss-options"] = () => Of(CrossEntropyLoss(tensor([0.5f, 1, 2]), ignore_index: 1, reduction: Reduction.Sum, label_smoothing: 0.1)),
        ["CrossEntropyLoss-2d"] = () => Of(CrossEntropyLoss(reduction: Reduction.None)),
        ["CrossEntropyLoss-probabilities"] = () => Of(CrossEntropyLoss()),
        ["NLLLoss"] = () => Of(NLLLoss(tensor([0.5f, 1, 2]))),
        ["NLLLoss-ignore"] = () => Of(NLLLoss(ignore_index: 2)),
        ["BCELoss"] = () => Of(BCELoss(tensor([0.5f, 2, 1]))),
        ["BCEWithLogitsLoss"] = () => Of(BCEWithLogitsLoss(pos_weights: tensor([0.5f, 2, 1]))),
        ["MultiMarginLoss"] = () => Of(MultiMarginLoss(p: 2, margin: 0.7)),
        ["MultiLabelMarginLoss"] = () => Of(MultiLabelMarginLoss()),
        ["MultiLabelSoftMarginLoss"] = () => Of(MultiLabelSoftMarginLoss(tensor([0.5f, 2, 1]))),
        ["SoftMarginLoss"] = () => Of(SoftMarginLoss()),
        ["MSELoss"] = () => Of(MSELoss()),
        ["MSELoss-sum"] = () => Of(MSELoss(Reduction.Sum)),
        ["L1Loss"] = () => Of(L1Loss(Reduction.None)),
        ["SmoothL1Loss"] = () => Of(SmoothL1Loss(beta: 0.5)),
        ["HuberLoss"] = () => Of(HuberLoss(delta: 0.5)),
        ["PoissonNLLLoss"] = () => Of(PoissonNLLLoss(full: true)),
        ["KLDivLoss"] = () => Of(KLDivLoss()),
        ["KLDivLoss-probabilities"] = () => Of(KLDivLoss(log_target: false, Reduction.Sum)),
        ["GaussianNLLLoss"] = () => Of(GaussianNLLLoss(full: true, eps: 0.3f)),
        ["CosineEmbeddingLoss"] = () => Of(CosineEmbeddingLoss(margin: -0.5)),
        ["HingeEmbeddingLoss"] = () => Of(HingeEmbeddingLoss()),
        ["MarginRankingLoss"] = () => Of(MarginRankingLoss(margin: 0.3)),
        ["TripletMarginLoss"] = () => Of(TripletMarginLoss(margin: 2.0, swap: true)),
        ["TripletMarginWithDistanceLoss"] = () => Of(TripletMarginWithDistanceLoss((a, b) => (a - b).abs().sum(-1), swap: true)),
        ["CTCLoss"] = () => Of(CTCLoss(reduction: Reduction.Sum)),

        // Containers
        ["Sequential"] = () => Of(Sequential(Linear(4, 5), ReLU(), Linear(5, 3), Dropout(0.5))),

        // Initial values
        ["init-xavier_uniform_"] = () => Function(_ => init.xavier_uniform_(Weight(), 1.5)),
        ["init-xavier_normal_"] = () => Function(_ => init.xavier_normal_(Weight())),
        ["init-kaiming_uniform_"] = () => Function(_ => init.kaiming_uniform_(Weight(), nonlinearity: init.NonlinearityType.ReLU)),
        ["init-kaiming_normal_"] = () =>
            Function(_ => init.kaiming_normal_(Weight(), mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU)),
        ["init-trunc_normal_"] = () => Function(_ => init.trunc_normal_(Weight(), 0.1, 0.5, -0.4, 0.6)),
        ["init-normal_"] = () => Function(_ => init.normal_(Weight(), 2.0, 0.5)),
        ["init-uniform_"] = () => Function(_ => init.uniform_(Weight(), -2.0, 3.0)),
        ["init-orthogonal_"] = () => Function(_ => init.orthogonal_(Weight(), 2.0)),
        ["init-dirac_"] = () => Function(_ => init.dirac_(Weight(), 2)),
        ["init-eye_"] = () => Function(_ => init.eye_(empty([3, 4]))),
        ["init-sparse_"] = () => Function(_ => init.sparse_(empty([5, 3]), 0.3)),
    };

    private static Tensor Weight() => empty([4, 3, 2, 2]);

    private static Tensor[] Packed(Tensor input, Func<nn.utils.rnn.PackedSequence, (nn.utils.rnn.PackedSequence output, Tensor[] states)> run)
    {
        using var packed = nn.utils.rnn.pack_padded_sequence(input, tensor([2L, 4, 1]), enforce_sorted: false);
        var (output, states) = run(packed);
        var (padded, lengths) = nn.utils.rnn.pad_packed_sequence(output);
        return [padded, lengths, .. states];
    }
}
