"""One training step of a network that DARTS found (DARTS_V2 of the paper), in plain PyTorch."""
import argparse
import json
import pathlib
import time

import torch
from torch import nn
from torch.nn import functional

from bench_server import serve


def convolution_block(channels, kernel, stride, padding, dilation):
    return nn.Sequential(
        nn.ReLU(),
        nn.Conv2d(channels, channels, kernel, stride, padding, dilation, groups=channels, bias=False),
        nn.Conv2d(channels, channels, 1, bias=False),
        nn.BatchNorm2d(channels))


class FactorizedReduction(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.even = nn.Conv2d(inputs, outputs // 2, 1, stride=2, bias=False)
        self.odd = nn.Conv2d(inputs, outputs - outputs // 2, 1, stride=2, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        x = functional.relu(x)
        return self.norm(torch.cat([self.even(x), self.odd(x[:, :, 1:, 1:])], 1))


def operation(name, channels, stride):
    if name == "maxpool":
        return nn.MaxPool2d(3, stride, 1)
    if name == "avgpool":
        return nn.AvgPool2d(3, stride, 1, count_include_pad=False)
    if name == "skipconnect":
        return nn.Identity() if stride == 1 else FactorizedReduction(channels, channels)
    kernel = int(name[-1])
    if name.startswith("dilconv"):
        return convolution_block(channels, kernel, stride, kernel - 1, 2)
    return nn.Sequential(convolution_block(channels, kernel, stride, kernel // 2, 1), convolution_block(channels, kernel, 1, kernel // 2, 1))


class Cell(nn.Module):
    def __init__(self, architecture, nodes, channels_pp, channels_p, channels, after_reduction, reduction):
        super().__init__()
        def narrow(inputs):
            return nn.Sequential(nn.ReLU(), nn.Conv2d(inputs, channels, 1, bias=False), nn.BatchNorm2d(channels))
        self.preprocess0 = FactorizedReduction(channels_pp, channels) if after_reduction else narrow(channels_pp)
        self.preprocess1 = narrow(channels_p)
        prefix = "reduce" if reduction else "normal"
        self.sources = [[int(key.rsplit("p", 1)[1]) for key in architecture[f"{prefix}_n{node}_switch"]] for node in range(2, nodes + 2)]
        self.edges = nn.ModuleList(
            operation(architecture[f"{prefix}_n{node}_p{source}"], channels, 2 if reduction and source < 2 else 1)
            for node, sources in enumerate(self.sources, 2) for source in sources)

    def forward(self, s0, s1):
        states = [self.preprocess0(s0), self.preprocess1(s1)]
        edges = iter(self.edges)
        for sources in self.sources:
            states.append(sum(next(edges)(states[source]) for source in sources))
        return torch.cat(states[2:], 1)


class Network(nn.Module):
    def __init__(self, architecture, channels=16, layers=8, nodes=4, classes=10):
        super().__init__()
        current = 3 * channels
        self.stem = nn.Sequential(nn.Conv2d(3, current, 3, padding=1, bias=False), nn.BatchNorm2d(current))
        channels_pp = channels_p = current
        after_reduction = False
        self.cells = nn.ModuleList()
        for layer in range(layers):
            reduction = layer in (layers // 3, 2 * layers // 3)
            if reduction:
                channels *= 2
            self.cells.append(Cell(architecture, nodes, channels_pp, channels_p, channels, after_reduction, reduction))
            after_reduction = reduction
            channels_pp, channels_p = channels_p, nodes * channels
        self.classifier = nn.Linear(channels_p, classes)

    def forward(self, x):
        s0 = s1 = self.stem(x)
        for cell in self.cells:
            s0, s1 = s1, cell(s0, s1)
        return self.classifier(s1.mean((2, 3)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=32)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    net = Network(json.loads((pathlib.Path(__file__).parent.parent / "darts_v2.json").read_text()))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.025, momentum=0.9, weight_decay=3e-4)
    x, y = torch.randn(options.batch, 3, 32, 32), torch.randint(0, 10, (options.batch,))

    def measure():
        start = time.perf_counter()
        optimizer.zero_grad()
        loss = functional.cross_entropy(net(x), y)
        loss.backward()
        optimizer.step()
        return {"step_s": time.perf_counter() - start, "loss": loss.item()}

    measure()
    serve(measure, parameters=sum(p.numel() for p in net.parameters()))


if __name__ == "__main__":
    main()
