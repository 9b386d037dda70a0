#!/usr/bin/env python3
"""Writes proxies.json: zero-cost proxies of a small network, computed with plain PyTorch in float64.

Run with any PyTorch from 1.13:  python3 make_fixtures.py
"""
import json
import math
import os

import torch
import torch.nn as nn
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))


class Net(nn.Module):
    def __init__(self, norm=True):
        super().__init__()
        self.conv1 = nn.Conv2d(2, 3, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(3)
        self.conv2 = nn.Conv2d(3, 4, 3, stride=2, padding=1)
        self.head = nn.Linear(4, 3)
        self.with_norm = norm
        self.codes, self.outputs = [], []

    def rectify(self, x):
        self.codes.append((x > 0).flatten(1).double())
        return F.relu(x)

    def layer(self, x):
        if x.requires_grad:
            x.retain_grad()
        self.outputs.append(x)
        return x

    def forward(self, x):
        self.codes, self.outputs = [], []
        self.before_norm = self.layer(self.conv1(x))
        x = self.norm(self.before_norm) if self.with_norm else self.before_norm
        x = self.rectify(x)
        self.map = self.rectify(self.layer(self.conv2(x)))
        return self.layer(self.head(self.map.mean((2, 3))))


torch.manual_seed(7)
net = Net().double()
with torch.no_grad():
    for p in net.parameters():
        p.copy_(torch.randn(p.shape, dtype=torch.float64) * 0.5)
images = torch.randn(5, 2, 6, 6, dtype=torch.float64)
moved = images + 0.01 * torch.randn(5, 2, 6, 6, dtype=torch.float64)
labels = torch.tensor([0, 2, 1, 1, 0])
weights = [net.conv1.weight, net.conv2.weight, net.head.weight]
state = {k: v.clone() for k, v in net.state_dict().items()}
expected = {}

loss = F.cross_entropy(net(images), labels)
loss.backward()
expected["grad_norm"] = sum(w.grad.norm().item() for w in weights)
expected["snip"] = sum((w.grad * w).abs().sum().item() for w in weights)
fisher = 0.0
for out in net.outputs:
    share = out.detach() * out.grad
    if share.dim() > 2:
        share = share.sum((2, 3))
    fisher += (share ** 2).mean(0).sum().item() / 2
expected["fisher"] = fisher

g = torch.autograd.grad(F.cross_entropy(net(images), labels), weights, create_graph=True)
h = torch.autograd.grad(sum((a.detach() * a).sum() for a in g), weights)
expected["grasp"] = -sum((w * a).sum().item() for w, a in zip(weights, h))

positive = Net(norm=False).double()
positive.load_state_dict({k: v.abs() for k, v in state.items()})
positive(torch.ones(1, 2, 6, 6, dtype=torch.float64)).sum().backward()
expected["synflow"] = math.log(sum((w * w.grad).abs().sum().item() for w in [positive.conv1.weight, positive.conv2.weight, positive.head.weight]))

x = images.clone().requires_grad_()
net(x).sum().backward()
eigenvalues = torch.linalg.eigvalsh(torch.corrcoef(x.grad.flatten(1)))
expected["jacob_cov"] = -(torch.log(eigenvalues + 1e-5) + 1 / (eigenvalues + 1e-5)).sum().item()

with torch.no_grad():
    net(images)
    codes = torch.cat(net.codes, 1)
    kernel = codes @ codes.t() + (1 - codes) @ (1 - codes).t()
    expected["naswot"] = torch.linalg.slogdet(kernel)[1].item()
    first = net.map
    deviation = net.before_norm.var((0, 2, 3), unbiased=False).mean().sqrt().log().item()
    net(moved)
    expected["zen"] = math.log((first - net.map).abs().sum((1, 2, 3)).mean().item()) + deviation

expected["parameters"] = sum(p.numel() for p in net.parameters())
expected["flops"] = 6 * 6 * 3 * 2 * 9 + 3 * 3 * 4 * 3 * 9 + 4 * 3

with open(os.path.join(HERE, "proxies.json"), "w") as f:
    json.dump({
        "state": {k: v.flatten().tolist() for k, v in state.items() if k != "norm.num_batches_tracked"},
        "images": images.flatten().tolist(), "moved": moved.flatten().tolist(), "labels": labels.tolist(), "expected": expected,
    }, f, indent=1)
    f.write("\n")
print(expected)
