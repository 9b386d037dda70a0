"""A training step of the largest network of Single-Path NAS as a fixed network, in plain PyTorch: 5x5 kernels and the whole expansion everywhere."""
import torch
from torch import nn

from search_step import batches, cross_entropy, main

STAGES = [(24, 2, 2), (40, 2, 2), (80, 2, 2), (96, 2, 1)]


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion=6, kernel=5):
        super().__init__()
        middle = inputs * expansion
        self.adds = stride == 1 and inputs == outputs
        self.layers = nn.Sequential(
            nn.Conv2d(inputs, middle, 1, bias=False), nn.BatchNorm2d(middle), nn.ReLU6(),
            nn.Conv2d(middle, middle, kernel, stride, kernel // 2, groups=middle, bias=False), nn.BatchNorm2d(middle), nn.ReLU6(),
            nn.Conv2d(middle, outputs, 1, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.layers(x)
        return y + x if self.adds else y


def make():
    layers, channels = [nn.Conv2d(3, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32), nn.ReLU6()], 32
    for outputs, count, stride in STAGES:
        for i in range(count):
            layers.append(Block(channels, outputs, stride if i == 0 else 1))
            channels = outputs
    layers += [nn.Conv2d(channels, 1280, 1, bias=False), nn.BatchNorm2d(1280), nn.ReLU6(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1280, 10)]
    net = nn.Sequential(*layers)
    weights = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9, weight_decay=1e-5)
    (x, y), _ = batches()

    def step():
        weights.zero_grad(set_to_none=True)
        cross_entropy(net(x), y).backward()
        weights.step()

    return net, step


if __name__ == "__main__":
    main(make)
