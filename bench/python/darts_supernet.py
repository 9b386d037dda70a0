"""The DARTS supernet in plain PyTorch: the opponent of NasSharp's own step.

Written the way one would write it after reading the paper: every candidate of every edge is a module of its own, the
mixed operation is a sum of weighted outputs, tensors stay in PyTorch's default layout (NCHW).

  python3 darts_supernet.py --repeats 7              prints one JSON object
  python3 darts_supernet.py --serve                  runs one step per line read from stdin, one JSON object per step
"""
import argparse
import json
import statistics
import time

import torch
from torch import nn
from torch.nn import functional

from bench_server import peak_memory_mib, serve


def batch_norm(channels):
    return nn.BatchNorm2d(channels, affine=False)


class ConvBlock(nn.Sequential):
    """ReLU, 1x1 convolution, batch norm."""

    def __init__(self, inputs, outputs):
        super().__init__(nn.ReLU(), nn.Conv2d(inputs, outputs, 1, bias=False), batch_norm(outputs))


class DepthwiseBlock(nn.Sequential):
    """ReLU, depthwise convolution, 1x1 convolution, batch norm."""

    def __init__(self, channels, kernel, stride, padding, dilation):
        super().__init__(
            nn.ReLU(),
            nn.Conv2d(channels, channels, kernel, stride, padding, dilation, groups=channels, bias=False),
            nn.Conv2d(channels, channels, 1, bias=False),
            batch_norm(channels))


class SeparableBlock(nn.Sequential):
    """Two depthwise blocks; only the first one strides."""

    def __init__(self, channels, kernel, stride):
        padding = kernel // 2
        super().__init__(DepthwiseBlock(channels, kernel, stride, padding, 1), DepthwiseBlock(channels, kernel, 1, padding, 1))


class FactorizedReduction(nn.Module):
    """Halves the resolution; the second convolution sees the image shifted by one pixel."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.even = nn.Conv2d(inputs, outputs // 2, 1, stride=2, bias=False)
        self.odd = nn.Conv2d(inputs, outputs - outputs // 2, 1, stride=2, bias=False)
        self.norm = batch_norm(outputs)

    def forward(self, x):
        x = functional.relu(x)
        return self.norm(torch.cat([self.even(x), self.odd(x[:, :, 1:, 1:])], 1))


def candidates(channels, stride):
    return nn.ModuleList([
        nn.Sequential(nn.MaxPool2d(3, stride, 1), batch_norm(channels)),
        nn.Sequential(nn.AvgPool2d(3, stride, 1, count_include_pad=False), batch_norm(channels)),
        nn.Identity() if stride == 1 else FactorizedReduction(channels, channels),
        SeparableBlock(channels, 3, stride),
        SeparableBlock(channels, 5, stride),
        DepthwiseBlock(channels, 3, stride, 2, 2),
        DepthwiseBlock(channels, 5, stride, 4, 2),
    ])


class Cell(nn.Module):
    def __init__(self, nodes, channels_pp, channels_p, channels, after_reduction, reduction):
        super().__init__()
        self.reduction = reduction
        self.nodes = nodes
        self.preprocess0 = FactorizedReduction(channels_pp, channels) if after_reduction else ConvBlock(channels_pp, channels)
        self.preprocess1 = ConvBlock(channels_p, channels)
        self.edges = nn.ModuleList(
            candidates(channels, 2 if reduction and source < 2 else 1) for node in range(nodes) for source in range(node + 2))

    def forward(self, s0, s1, weights):
        states = [self.preprocess0(s0), self.preprocess1(s1)]
        edge = 0
        for _ in range(self.nodes):
            total = 0
            for state in states:
                total = total + sum(w * op(state) for w, op in zip(weights[edge], self.edges[edge]))
                edge += 1
            states.append(total)
        return torch.cat(states[2:], 1)


class Supernet(nn.Module):
    def __init__(self, channels=16, layers=8, nodes=4, classes=10, in_channels=3, stem_multiplier=3):
        super().__init__()
        current = stem_multiplier * channels
        self.stem = nn.Sequential(nn.Conv2d(in_channels, current, 3, padding=1, bias=False), nn.BatchNorm2d(current))
        channels_pp = channels_p = current
        after_reduction = False
        self.cells = nn.ModuleList()
        for layer in range(layers):
            reduction = layer in (layers // 3, 2 * layers // 3)
            if reduction:
                channels *= 2
            self.cells.append(Cell(nodes, channels_pp, channels_p, channels, after_reduction, reduction))
            after_reduction = reduction
            channels_pp, channels_p = channels_p, nodes * channels
        self.classifier = nn.Linear(channels_p, classes)

    def forward(self, x, alphas):
        normal, reduce = ([functional.softmax(alpha, -1)[:-1] for alpha in group] for group in alphas)
        s0 = s1 = self.stem(x)
        for cell in self.cells:
            s0, s1 = s1, cell(s0, s1, reduce if cell.reduction else normal)
        return self.classifier(s1.mean((2, 3)))


class Search:
    """First-order DARTS: one architecture step and one weight step, with the paper's optimizers."""

    def __init__(self, batch=16, channels=16, layers=8, nodes=4, channels_last=False, seed=0):
        torch.manual_seed(seed)
        self.net = Supernet(channels, layers, nodes)
        edges = sum(node + 2 for node in range(nodes))
        self.alphas = [[(1e-3 * torch.randn(8)).requires_grad_() for _ in range(edges)] for _ in range(2)]
        self.batches = [(torch.randn(batch, 3, 32, 32), torch.randint(0, 10, (batch,))) for _ in range(2)]
        if channels_last:
            self.net = self.net.to(memory_format=torch.channels_last)
            self.batches = [(x.contiguous(memory_format=torch.channels_last), y) for x, y in self.batches]
        flat = [alpha for group in self.alphas for alpha in group]
        self.architecture_optimizer = torch.optim.Adam(flat, lr=3e-4, betas=(0.5, 0.999), weight_decay=1e-3)
        self.weight_optimizer = torch.optim.SGD(self.net.parameters(), lr=0.025, momentum=0.9, weight_decay=3e-4)

    def loss(self, batch):
        x, y = self.batches[batch]
        return functional.cross_entropy(self.net(x, self.alphas), y)

    def architecture_step(self):
        self.architecture_optimizer.zero_grad()
        loss = self.loss(1)
        loss.backward()
        self.architecture_optimizer.step()
        return loss

    def weight_step(self):
        self.weight_optimizer.zero_grad()
        loss = self.loss(0)
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.weight_optimizer.step()
        return loss


def timed_step(search):
    start = time.perf_counter()
    search.architecture_step()
    middle = time.perf_counter()
    loss = search.weight_step()
    end = time.perf_counter()
    return {"architecture_s": middle - start, "weight_s": end - middle, "step_s": end - start, "loss": loss.item()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--channels", type=int, default=16)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--warmup", type=int, default=1)
    parser.add_argument("--channels-last", action="store_true")
    parser.add_argument("--serve", action="store_true")
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    search = Search(options.batch, options.channels, options.layers, channels_last=options.channels_last)
    for _ in range(options.warmup):
        timed_step(search)

    if options.serve:
        serve(lambda: timed_step(search), parameters=sum(p.numel() for p in search.net.parameters()))
        return

    steps = [timed_step(search) for _ in range(options.repeats)]
    print(json.dumps({
        "parameters": sum(p.numel() for p in search.net.parameters()),
        **{key: statistics.median(step[key] for step in steps) for key in ("architecture_s", "weight_s", "step_s")},
        "min_step_s": min(step["step_s"] for step in steps),
        "loss": steps[-1]["loss"],
        "peak_mib": peak_memory_mib(),
    }))


if __name__ == "__main__":
    main()
