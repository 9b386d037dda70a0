#!/usr/bin/python3
"""Computes with PyTorch what the module tests expect: python3 make_fixtures.py (PyTorch 1.13).

Each case is seeded, built, run and differentiated; modules.safetensors then holds, under the case's name,
its initial state (w.*), inputs (in.*), outputs (out.*), gradients of inputs (din.*) and parameters (dw.*),
and the buffers after the run (after.*). ModuleCases.cs holds the same cases in C#.
A name that ends in .eval is run in evaluation mode.
"""
import json
import math
import os
import struct

import torch
from torch import nn
from torch.nn import functional as F

CASES = {}


def case(name, make, *inputs):
    assert name not in CASES, name
    CASES[name] = (make, inputs)


def f(*shape):
    """Normal numbers, differentiated."""
    return lambda: torch.randn(shape).requires_grad_()


def u(*shape):
    """Uniform numbers in [0.1, 0.9], differentiated."""
    return lambda: (torch.rand(shape) * 0.8 + 0.1).requires_grad_()


def c(*shape, high=1.0):
    """Uniform constants."""
    return lambda: torch.rand(shape) * high


def i(*shape, high):
    """Integers below high."""
    return lambda: torch.randint(0, high, shape)


def v(values):
    """These values."""
    return lambda: torch.tensor(values)


class Fn(nn.Module):
    """A function as a module."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, *inputs):
        return self.function(*inputs)


def fn(name, function, *inputs):
    case(name, lambda: Fn(function), *inputs)


# Linear layers and distances
case("Linear", lambda: nn.Linear(4, 3), f(2, 4))
case("Linear-nobias", lambda: nn.Linear(4, 3, bias=False), f(2, 5, 4))
case("Bilinear", lambda: nn.Bilinear(3, 4, 2), f(5, 3), f(5, 4))
case("Identity", nn.Identity, f(2, 3))
case("Flatten", nn.Flatten, f(2, 3, 4))
case("Unflatten", lambda: nn.Unflatten(1, (2, -1)), f(2, 6, 3))
case("CosineSimilarity", lambda: nn.CosineSimilarity(dim=1), f(3, 4), f(3, 4))
case("PairwiseDistance", lambda: nn.PairwiseDistance(keepdim=True), f(3, 4), f(3, 4))
fn("normalize", lambda x: F.normalize(x, dim=1), f(3, 4))
fn("one_hot", lambda x: F.one_hot(x, 5).float(), i(4, high=5))
fn("pdist", F.pdist, f(4, 3))

# Convolutions
case("Conv1d", lambda: nn.Conv1d(3, 4, 3, stride=2, padding=1), f(2, 3, 7))
case("Conv1d-same", lambda: nn.Conv1d(2, 4, 4, padding="same", dilation=2), f(2, 2, 9))
case("Conv2d", lambda: nn.Conv2d(3, 4, 3), f(2, 3, 5, 5))
case("Conv2d-tuple", lambda: nn.Conv2d(4, 6, (3, 2), stride=(2, 1), padding=(1, 0), dilation=(1, 2), groups=2, bias=False), f(1, 4, 6, 5))
case("Conv2d-depthwise", lambda: nn.Conv2d(4, 4, 3, padding=1, groups=4), f(2, 4, 5, 5))
case("Conv2d-depthwise-nobias", lambda: nn.Conv2d(4, 4, 3, stride=2, padding=2, dilation=2, groups=4, bias=False), f(2, 4, 6, 5))
case("Conv2d-same", lambda: nn.Conv2d(2, 3, 3, padding="same"), f(1, 2, 4, 5))
case("Conv2d-valid", lambda: nn.Conv2d(2, 3, 3, padding="valid"), f(1, 2, 4, 5))
case("Conv2d-reflect", lambda: nn.Conv2d(2, 3, 3, padding=1, padding_mode="reflect"), f(1, 2, 4, 5))
case("Conv2d-replicate", lambda: nn.Conv2d(2, 3, 3, padding=2, padding_mode="replicate"), f(1, 2, 4, 5))
case("Conv2d-circular", lambda: nn.Conv2d(2, 3, (3, 2), padding=(1, 2), padding_mode="circular"), f(1, 2, 4, 5))
case("Conv2d-same-reflect", lambda: nn.Conv2d(2, 3, (4, 3), padding="same", padding_mode="reflect"), f(1, 2, 5, 5))
case("Conv3d", lambda: nn.Conv3d(2, 3, (2, 3, 2), padding=(1, 0, 1)), f(1, 2, 3, 4, 3))
case("ConvTranspose1d", lambda: nn.ConvTranspose1d(3, 2, 3, stride=2, output_padding=1), f(2, 3, 4))
case("ConvTranspose2d", lambda: nn.ConvTranspose2d(4, 6, 3, stride=2, padding=1, groups=2), f(1, 4, 3, 4))
case("ConvTranspose2d-dilated", lambda: nn.ConvTranspose2d(2, 3, (2, 3), stride=(1, 2), dilation=(2, 1), output_padding=(0, 1), bias=False), f(1, 2, 3, 3))
case("ConvTranspose3d", lambda: nn.ConvTranspose3d(2, 2, 2, stride=2), f(1, 2, 2, 2, 2))


class SizedTranspose(nn.ConvTranspose2d):
    def forward(self, x):
        return super().forward(x, output_size=[6, 8])


case("ConvTranspose2d-size", lambda: SizedTranspose(2, 3, 3, stride=2, padding=1), f(1, 2, 3, 4))

# Normalisation
case("BatchNorm1d", lambda: nn.BatchNorm1d(3), f(4, 3))
case("BatchNorm1d-3d", lambda: nn.BatchNorm1d(3, momentum=None), f(4, 3, 2))
case("BatchNorm2d", lambda: nn.BatchNorm2d(3, eps=1e-3, momentum=0.3), f(2, 3, 3, 3))
case("BatchNorm2d.eval", lambda: nn.BatchNorm2d(3), f(2, 3, 3, 3))
case("BatchNorm2d-plain", lambda: nn.BatchNorm2d(3, affine=False, track_running_stats=False), f(2, 3, 3, 3))
case("BatchNorm2d-plain.eval", lambda: nn.BatchNorm2d(3, affine=False, track_running_stats=False), f(2, 3, 3, 3))
case("BatchNorm3d", lambda: nn.BatchNorm3d(2), f(2, 2, 2, 2, 2))
case("LayerNorm", lambda: nn.LayerNorm([3, 4]), f(2, 3, 4))
case("LayerNorm-plain", lambda: nn.LayerNorm(4, elementwise_affine=False), f(2, 3, 4))
case("GroupNorm", lambda: nn.GroupNorm(2, 4), f(2, 4, 3))
case("InstanceNorm1d", lambda: nn.InstanceNorm1d(3), f(2, 3, 4))
case("InstanceNorm1d-unbatched", lambda: nn.InstanceNorm1d(3), f(3, 4))
case("InstanceNorm2d", lambda: nn.InstanceNorm2d(3, affine=True, track_running_stats=True), f(2, 3, 3, 3))
case("InstanceNorm2d.eval", lambda: nn.InstanceNorm2d(3, affine=True, track_running_stats=True), f(2, 3, 3, 3))
case("InstanceNorm3d", lambda: nn.InstanceNorm3d(2), f(2, 2, 2, 3, 2))
case("LocalResponseNorm", lambda: nn.LocalResponseNorm(3, alpha=0.5), f(2, 5, 3, 2))
fn("rms_norm", lambda x: x / (x.pow(2).mean([-2, -1], keepdim=True) + 0.01).sqrt(), f(2, 3, 4))

class RootMeanSquare(nn.Module):
    """PyTorch has RMSNorm since 2.4."""

    def __init__(self, size, eps):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.eps = eps

    def forward(self, x):
        return x / (x.pow(2).mean(-1, keepdim=True) + self.eps).sqrt() * self.weight


case("RMSNorm", lambda: RootMeanSquare(4, torch.finfo(torch.float32).eps), f(2, 3, 4))

# Pooling
case("MaxPool1d", lambda: nn.MaxPool1d(3, stride=2, padding=1), f(2, 2, 7))
case("MaxPool2d", lambda: nn.MaxPool2d(2), f(1, 2, 4, 6))
case("MaxPool2d-tuple", lambda: nn.MaxPool2d((3, 2), stride=(1, 2), padding=(1, 0), dilation=(1, 2), ceil_mode=True), f(1, 2, 5, 6))
case("MaxPool3d", lambda: nn.MaxPool3d(2, stride=1), f(1, 2, 3, 3, 3))
case("AvgPool1d", lambda: nn.AvgPool1d(3, stride=2, padding=1, count_include_pad=False), f(2, 2, 7))
case("AvgPool2d", lambda: nn.AvgPool2d(3, stride=1, padding=1, count_include_pad=False), f(1, 2, 4, 5))
case("AvgPool2d-tuple", lambda: nn.AvgPool2d((2, 3), ceil_mode=True, divisor_override=5), f(1, 2, 5, 6))
case("AvgPool3d", lambda: nn.AvgPool3d(2, padding=1), f(1, 2, 3, 3, 3))
case("AdaptiveAvgPool1d", lambda: nn.AdaptiveAvgPool1d(3), f(2, 2, 7))
case("AdaptiveAvgPool2d", lambda: nn.AdaptiveAvgPool2d((2, 3)), f(1, 2, 5, 4))
case("AdaptiveAvgPool3d", lambda: nn.AdaptiveAvgPool3d(2), f(1, 2, 3, 4, 3))
case("AdaptiveMaxPool1d", lambda: nn.AdaptiveMaxPool1d(3), f(2, 2, 7))
case("AdaptiveMaxPool2d", lambda: nn.AdaptiveMaxPool2d(2), f(1, 2, 5, 4))
case("AdaptiveMaxPool3d", lambda: nn.AdaptiveMaxPool3d((1, 2, 2)), f(1, 2, 3, 4, 3))
fn("max_pool2d_with_indices", lambda x: F.max_pool2d(x, 2, return_indices=True), f(1, 2, 4, 4))

# Padding
case("ZeroPad2d", lambda: nn.ZeroPad2d((1, 0, 2, 1)), f(1, 2, 3, 3))
case("ConstantPad1d", lambda: nn.ConstantPad1d(2, 3.5), f(1, 2, 3))
case("ConstantPad2d", lambda: nn.ConstantPad2d((1, 2, 0, 1), -1.0), f(1, 2, 3, 3))
case("ConstantPad3d", lambda: nn.ConstantPad3d(1, 0.5), f(1, 1, 2, 2, 2))
case("ReflectionPad1d", lambda: nn.ReflectionPad1d((2, 1)), f(1, 2, 4))
case("ReflectionPad2d", lambda: nn.ReflectionPad2d(1), f(1, 2, 3, 3))
case("ReflectionPad3d", lambda: nn.ReflectionPad3d(1), f(1, 1, 2, 2, 2))
case("ReplicationPad1d", lambda: nn.ReplicationPad1d(2), f(1, 2, 3))
case("ReplicationPad2d", lambda: nn.ReplicationPad2d((1, 0, 2, 1)), f(1, 2, 3, 3))
case("ReplicationPad3d", lambda: nn.ReplicationPad3d(1), f(1, 1, 2, 2, 2))
fn("pad-circular", lambda x: F.pad(x, (1, 2), mode="circular"), f(1, 2, 4))

# Activations
for name, make in {
    "ReLU": nn.ReLU, "ReLU6": nn.ReLU6, "LeakyReLU": lambda: nn.LeakyReLU(0.2), "PReLU": lambda: nn.PReLU(3), "RReLU": nn.RReLU,
    "RReLU.eval": nn.RReLU, "ELU": lambda: nn.ELU(0.7), "CELU": lambda: nn.CELU(1.3), "SELU": nn.SELU, "GELU": nn.GELU,
    "GELU-tanh": lambda: nn.GELU("tanh"), "SiLU": nn.SiLU, "Mish": nn.Mish, "Sigmoid": nn.Sigmoid, "LogSigmoid": nn.LogSigmoid, "Tanh": nn.Tanh,
    "Tanhshrink": nn.Tanhshrink, "Hardswish": nn.Hardswish, "Hardsigmoid": nn.Hardsigmoid, "Hardtanh": lambda: nn.Hardtanh(-0.5, 0.8),
    "Softplus": lambda: nn.Softplus(2.0, 1.5), "Softsign": nn.Softsign, "Softshrink": nn.Softshrink, "Hardshrink": lambda: nn.Hardshrink(0.3),
    "Threshold": lambda: nn.Threshold(0.1, 0.4), "Softmax": lambda: nn.Softmax(1), "Softmin": lambda: nn.Softmin(1),
    "LogSoftmax": lambda: nn.LogSoftmax(-1),
}.items():
    case(name, make, f(2, 3, 4))
case("GLU", nn.GLU, f(2, 3, 4))
case("Softmax2d", nn.Softmax2d, f(1, 3, 2, 2))
fn("relu-inplace", lambda x: F.relu(x * 2, inplace=True), f(2, 3))
fn("gumbel_softmax", lambda x: F.gumbel_softmax(x, tau=0.7), f(3, 4))
fn("gumbel_softmax-hard", lambda x: F.gumbel_softmax(x, hard=True), f(3, 4))

# Dropout: the same random numbers as PyTorch draws
case("Dropout", lambda: nn.Dropout(0.3), f(4, 8))
case("Dropout.eval", lambda: nn.Dropout(0.3), f(2, 3))
case("Dropout1d", lambda: nn.Dropout1d(0.4), f(2, 4, 3))
case("Dropout1d-unbatched", lambda: nn.Dropout1d(0.4), f(4, 3))
case("Dropout2d", lambda: nn.Dropout2d(0.4), f(2, 4, 2, 2))
case("Dropout3d", lambda: nn.Dropout3d(0.4), f(2, 4, 1, 2, 2))
case("AlphaDropout", lambda: nn.AlphaDropout(0.3), f(3, 4))
case("FeatureAlphaDropout", lambda: nn.FeatureAlphaDropout(0.3), f(2, 4, 3))

# Embedding
case("Embedding", lambda: nn.Embedding(6, 3, padding_idx=2), v([[1, 2], [5, 1]]))
case("Embedding-max_norm", lambda: nn.Embedding(6, 3, max_norm=0.8, scale_grad_by_freq=True), v([1, 4, 1]))
case("EmbeddingBag", lambda: nn.EmbeddingBag(6, 3), v([1, 2, 5, 0, 3]), v([0, 2, 2]))
case("EmbeddingBag-2d", lambda: nn.EmbeddingBag(6, 3, mode="max"), v([[1, 2], [5, 1]]))


class WeightedBag(nn.EmbeddingBag):
    def forward(self, x, weights):
        return super().forward(x, per_sample_weights=weights)


case("EmbeddingBag-weights", lambda: WeightedBag(6, 3, mode="sum", padding_idx=1), v([[1, 2], [5, 1]]), f(2, 2))


# Recurrent
class Flat(nn.Module):
    """The outputs of a recurrent module as one tuple."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def state_dict(self, *args, **kwargs):
        return self.inner.state_dict()

    def named_parameters(self, *args, **kwargs):
        return self.inner.named_parameters()

    def forward(self, *inputs):
        out, state = self.inner(*inputs) if len(inputs) < 3 else self.inner(inputs[0], inputs[1:])
        return (out, *state) if isinstance(state, tuple) else (out, state)


class Packed(Flat):
    """Runs over packed sequences of lengths 2, 4 and 1, and pads the result."""

    def forward(self, *inputs):
        packed = nn.utils.rnn.pack_padded_sequence(inputs[0], torch.tensor([2, 4, 1]), enforce_sorted=False)
        out, state = self.inner(packed, *inputs[1:])
        out, lengths = nn.utils.rnn.pad_packed_sequence(out)
        return (out, lengths, *state) if isinstance(state, tuple) else (out, lengths, state)


case("RNN", lambda: Flat(nn.RNN(3, 4)), f(5, 2, 3))
case("RNN-relu", lambda: Flat(nn.RNN(3, 4, num_layers=2, nonlinearity="relu", bias=False)), f(5, 2, 3), f(2, 2, 4))
case("LSTM", lambda: Flat(nn.LSTM(3, 4, num_layers=2, batch_first=True, bidirectional=True)), f(2, 5, 3))
case("LSTM-state", lambda: Flat(nn.LSTM(3, 4)), f(5, 2, 3), f(1, 2, 4), f(1, 2, 4))
case("LSTM-dropout", lambda: Flat(nn.LSTM(3, 4, num_layers=2, dropout=0.5)), f(4, 2, 3))
case("GRU", lambda: Flat(nn.GRU(3, 4, num_layers=2)), f(5, 2, 3))
case("GRU-bidirectional", lambda: Flat(nn.GRU(3, 4, bidirectional=True, batch_first=True)), f(2, 5, 3), f(2, 2, 4))
case("LSTM-packed", lambda: Packed(nn.LSTM(3, 4)), f(4, 3, 3))
case("GRU-packed", lambda: Packed(nn.GRU(3, 4, bidirectional=True)), f(4, 3, 3), f(2, 3, 4))
case("RNNCell", lambda: nn.RNNCell(3, 4), f(2, 3))
case("RNNCell-relu", lambda: nn.RNNCell(3, 4, nonlinearity="relu"), f(2, 3), f(2, 4))
case("GRUCell", lambda: nn.GRUCell(3, 4), f(2, 3), f(2, 4))
case("LSTMCell", lambda: nn.LSTMCell(3, 4), f(2, 3))


# Attention
class Attention(nn.MultiheadAttention):
    """Self-attention of one input, or attention of a query to a memory; further inputs are masks."""

    def __init__(self, *args, padding=False, mask=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.padding, self.mask = padding, mask

    def forward(self, *inputs):
        inputs = list(inputs)
        mask = inputs.pop() if self.mask else None
        padding = inputs.pop() if self.padding else None
        q, k, v = inputs * 3 if len(inputs) == 1 else inputs
        return super().forward(q, k, v, key_padding_mask=padding, attn_mask=mask)


causal = [[False, True, True], [False, False, True], [False, False, False]]
padded = [[False, False, True], [False, False, False]]
case("MultiheadAttention", lambda: Attention(4, 2), f(3, 2, 4))
case("MultiheadAttention-masks", lambda: Attention(4, 2, padding=True, mask=True), f(3, 2, 4), v(padded), v(causal))
case("MultiheadAttention-float-mask", lambda: Attention(4, 2, mask=True, batch_first=True), f(2, 3, 4), c(3, 3))
case("MultiheadAttention-kdim", lambda: Attention(4, 2, kdim=3, vdim=5, bias=False), f(3, 2, 4), f(5, 2, 3), f(5, 2, 5))
case("MultiheadAttention-kv", lambda: Attention(4, 2, add_bias_kv=True, add_zero_attn=True, padding=True), f(3, 2, 4), v(padded))
case("MultiheadAttention-dropout", lambda: Attention(4, 2, dropout=0.3), f(3, 2, 4))


class Layer(nn.Module):
    """Passes the inputs of a transformer layer or stack in order; the last of them may be named."""

    def __init__(self, inner, *names):
        super().__init__()
        self.inner, self.names = inner, names

    def state_dict(self, *args, **kwargs):
        return self.inner.state_dict()

    def named_parameters(self, *args, **kwargs):
        return self.inner.named_parameters()

    def forward(self, *inputs):
        plain = len(inputs) - len(self.names)
        return self.inner(*inputs[:plain], **dict(zip(self.names, inputs[plain:])))


case("TransformerEncoderLayer", lambda: nn.TransformerEncoderLayer(4, 2, 6, dropout=0.2), f(3, 2, 4))
case("TransformerEncoderLayer-gelu", lambda: nn.TransformerEncoderLayer(4, 2, 6, 0.0, "gelu", batch_first=True, norm_first=True), f(2, 3, 4))
case("TransformerEncoder", lambda: Layer(nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 6, 0.0), 2, nn.LayerNorm(4)), "mask", "src_key_padding_mask"),
     f(3, 2, 4), v(causal), v(padded))
case("TransformerDecoderLayer", lambda: nn.TransformerDecoderLayer(4, 2, 6, dropout=0.2), f(3, 2, 4), f(2, 2, 4))
case("TransformerDecoder", lambda: Layer(nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, 6, 0.0), 2), "tgt_mask", "memory_key_padding_mask"),
     f(3, 2, 4), f(3, 2, 4), v(causal), v(padded))


def attend(q, k, v, mask=None):
    s = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))
    if mask is not None:
        s = s.masked_fill(~mask, -math.inf)
    return s.softmax(-1) @ v


fn("scaled_dot_product_attention", attend, f(2, 3, 4), f(2, 5, 4), f(2, 5, 2))
fn("scaled_dot_product_attention-mask", attend, f(2, 3, 4), f(2, 3, 4), f(2, 3, 2), v([[True, False, True], [False, True, True], [True, True, False]]))
fn("scaled_dot_product_attention-causal", lambda q, k, v: attend(q, k, v, torch.ones(3, 3, dtype=torch.bool).tril()), f(2, 3, 4), f(2, 3, 4), f(2, 3, 2))

# Vision
case("Upsample", lambda: nn.Upsample(scale_factor=2), f(1, 2, 3, 2))
case("Upsample-linear", lambda: nn.Upsample(scale_factor=2.5, mode="linear"), f(1, 2, 3))
case("Upsample-bilinear", lambda: nn.Upsample(size=(5, 4), mode="bilinear", align_corners=True), f(1, 2, 3, 2))
case("Upsample-bicubic", lambda: nn.Upsample(scale_factor=(1.7, 2.3), mode="bicubic"), f(1, 1, 3, 3))
case("Upsample-trilinear", lambda: nn.Upsample(scale_factor=2, mode="trilinear"), f(1, 1, 2, 2, 2))
fn("interpolate-area", lambda x: F.interpolate(x, scale_factor=0.5, mode="area"), f(1, 2, 5, 4))
fn("interpolate-recompute", lambda x: F.interpolate(x, scale_factor=1.7, mode="bilinear", recompute_scale_factor=True), f(1, 1, 3, 4))
fn("grid_sample", lambda x, g: F.grid_sample(x, g * 2 - 1, align_corners=False), f(1, 2, 3, 4), u(1, 2, 2, 2))
fn("grid_sample-border", lambda x, g: F.grid_sample(x, g * 3 - 1.5, padding_mode="border", align_corners=True), f(1, 2, 3, 4), u(1, 2, 2, 2))
fn("affine_grid", lambda t: F.affine_grid(t, (2, 1, 2, 3), align_corners=False), f(2, 2, 3))
case("PixelShuffle", lambda: nn.PixelShuffle(2), f(1, 8, 2, 3))
case("PixelUnshuffle", lambda: nn.PixelUnshuffle(2), f(1, 2, 4, 2))
fn("ChannelShuffle", lambda x: x.view(1, 2, 2, 2, 2).transpose(1, 2).reshape(1, 4, 2, 2), f(1, 4, 2, 2))
case("Unfold", lambda: nn.Unfold((2, 3), dilation=(1, 1), padding=1, stride=2), f(1, 2, 4, 5))
case("Fold", lambda: nn.Fold((4, 5), (2, 2), stride=(2, 1)), f(1, 8, 8))

# Losses
classes = v([0, 2, 1, 2])
case("CrossEntropyLoss", nn.CrossEntropyLoss, f(4, 3), classes)
case("CrossEntropyLoss-options",
     lambda: nn.CrossEntropyLoss(torch.tensor([0.5, 1.0, 2.0]), ignore_index=1, label_smoothing=0.1, reduction="sum"), f(4, 3), classes)
case("CrossEntropyLoss-2d", lambda: nn.CrossEntropyLoss(reduction="none"), f(2, 3, 2, 2), i(2, 2, 2, high=3))
case("CrossEntropyLoss-probabilities", nn.CrossEntropyLoss, f(4, 3), u(4, 3))
case("NLLLoss", lambda: nn.NLLLoss(torch.tensor([0.5, 1.0, 2.0])), f(4, 3), classes)
case("NLLLoss-ignore", lambda: nn.NLLLoss(ignore_index=2), f(4, 3), classes)
case("BCELoss", lambda: nn.BCELoss(torch.tensor([0.5, 2.0, 1.0])), u(4, 3), c(4, 3))
case("BCEWithLogitsLoss", lambda: nn.BCEWithLogitsLoss(pos_weight=torch.tensor([0.5, 2.0, 1.0])), f(4, 3), c(4, 3))
case("MultiMarginLoss", lambda: nn.MultiMarginLoss(p=2, margin=0.7), f(4, 3), classes)
case("MultiLabelMarginLoss", nn.MultiLabelMarginLoss, f(2, 3), v([[2, 0, -1], [1, -1, 0]]))
case("MultiLabelSoftMarginLoss", lambda: nn.MultiLabelSoftMarginLoss(torch.tensor([0.5, 2.0, 1.0])), f(4, 3), c(4, 3))
case("SoftMarginLoss", nn.SoftMarginLoss, f(4), v([1.0, -1.0, 1.0, -1.0]))
case("MSELoss", nn.MSELoss, f(4, 3), f(4, 3))
case("MSELoss-sum", lambda: nn.MSELoss(reduction="sum"), f(4, 3), f(4, 3))
case("L1Loss", lambda: nn.L1Loss(reduction="none"), f(4, 3), f(4, 3))
case("SmoothL1Loss", lambda: nn.SmoothL1Loss(beta=0.5), f(4, 3), f(4, 3))
case("HuberLoss", lambda: nn.HuberLoss(delta=0.5), f(4, 3), f(4, 3))
case("PoissonNLLLoss", lambda: nn.PoissonNLLLoss(full=True), f(4, 3), c(4, 3, high=5.0))
case("KLDivLoss", lambda: nn.KLDivLoss(log_target=True), f(4, 3), f(4, 3))
case("KLDivLoss-probabilities", lambda: nn.KLDivLoss(reduction="sum"), f(4, 3), u(4, 3))
case("GaussianNLLLoss", lambda: nn.GaussianNLLLoss(full=True, eps=0.3), f(4, 3), f(4, 3), u(4, 3))
signs = v([1.0, -1.0, 1.0])
case("CosineEmbeddingLoss", lambda: nn.CosineEmbeddingLoss(margin=-0.5), f(3, 4), f(3, 4), signs)
case("HingeEmbeddingLoss", nn.HingeEmbeddingLoss, f(3), signs)
case("MarginRankingLoss", lambda: nn.MarginRankingLoss(margin=0.3), f(3), f(3), signs)
case("TripletMarginLoss", lambda: nn.TripletMarginLoss(margin=2.0, swap=True), f(3, 4), f(3, 4), f(3, 4))
case("TripletMarginWithDistanceLoss", lambda: nn.TripletMarginWithDistanceLoss(distance_function=lambda a, b: (a - b).abs().sum(-1), swap=True),
     f(3, 4), f(3, 4), f(3, 4))
case("CTCLoss", lambda: nn.CTCLoss(reduction="sum"), f(5, 2, 3), v([[1, 2], [2, 1]]), v([5, 4]), v([2, 1]))

# Containers
case("Sequential", lambda: nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 3), nn.Dropout(0.5)), f(2, 4))

# Initial values
for name, init in {
    "xavier_uniform_": lambda t: nn.init.xavier_uniform_(t, 1.5), "xavier_normal_": nn.init.xavier_normal_,
    "kaiming_uniform_": lambda t: nn.init.kaiming_uniform_(t, nonlinearity="relu"),
    "kaiming_normal_": lambda t: nn.init.kaiming_normal_(t, mode="fan_out", nonlinearity="relu"),
    "trunc_normal_": lambda t: nn.init.trunc_normal_(t, 0.1, 0.5, -0.4, 0.6), "normal_": lambda t: nn.init.normal_(t, 2.0, 0.5),
    "uniform_": lambda t: nn.init.uniform_(t, -2.0, 3.0), "orthogonal_": lambda t: nn.init.orthogonal_(t, 2.0),
    "dirac_": lambda t: nn.init.dirac_(t, 2),
}.items():
    fn("init-" + name, lambda init=init: init(torch.empty(4, 3, 2, 2)))
fn("init-eye_", lambda: nn.init.eye_(torch.empty(3, 4)))
fn("init-sparse_", lambda: nn.init.sparse_(torch.empty(5, 3), 0.3))


def run(name, tensors):
    make, inputs = CASES[name]
    torch.manual_seed(1)
    module = make()
    for key, value in module.state_dict().items():
        tensors[f"{name}/w.{key}"] = value.clone()
    torch.manual_seed(2)
    values = [make_input() for make_input in inputs]
    for n, value in enumerate(values):
        tensors[f"{name}/in.{n}"] = value.detach().clone()
    module.train(not name.endswith(".eval"))
    torch.manual_seed(3)
    outputs = module(*values)
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    loss = 0
    for n, output in enumerate(outputs):
        tensors[f"{name}/out.{n}"] = output.detach()
        if output.requires_grad:
            weights = torch.arange(output.numel(), dtype=torch.float64).cos().to(output.dtype).view(output.shape)
            loss = loss + (output * weights).sum()
    if isinstance(loss, torch.Tensor):
        loss.backward()
    for n, value in enumerate(values):
        if value.grad is not None:
            tensors[f"{name}/din.{n}"] = value.grad
    parameters = dict(module.named_parameters())
    for key, value in parameters.items():
        if value.grad is not None:
            tensors[f"{name}/dw.{key}"] = value.grad
    for key, value in module.state_dict().items():
        if key not in parameters:
            tensors[f"{name}/after.{key}"] = value


def save(path, tensors):
    """The safetensors format: the length of a JSON header, the header, the bytes."""
    names = {torch.float32: "F32", torch.int64: "I64", torch.bool: "BOOL"}
    header, blobs, offset = {}, [], 0
    for name, tensor in tensors.items():
        blob = tensor.contiguous().numpy().tobytes()
        header[name] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [offset, offset + len(blob)]}
        blobs.append(blob)
        offset += len(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


if __name__ == "__main__":
    torch.set_num_threads(1)
    tensors = {}
    for name in CASES:
        run(name, tensors)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "modules.safetensors")
    save(path, tensors)
    print(f"{len(CASES)} cases, {len(tensors)} tensors, {os.path.getsize(path)} bytes")
