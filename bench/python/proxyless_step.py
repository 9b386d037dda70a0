"""A ProxylessNAS step in plain PyTorch: one path for the weights, then two paths for the architecture."""
import torch
from torch import nn
from torch.nn import functional

from search_step import batches, cross_entropy, main, sample

STAGES = [(24, 2, 2), (40, 2, 2), (80, 2, 2), (96, 2, 1)]


def conv(inputs, outputs, kernel, stride=1, groups=1, linear=False):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(outputs, eps=1e-3)]
    return nn.Sequential(*layers) if linear else nn.Sequential(*layers, nn.ReLU6())


class Block(nn.Module):
    def __init__(self, inputs, outputs, kernel, expansion, stride):
        super().__init__()
        middle = inputs * expansion
        layers = [conv(inputs, middle, 1)] if expansion > 1 else []
        self.body = nn.Sequential(*layers, conv(middle, middle, kernel, stride, groups=middle), conv(middle, outputs, 1, linear=True))
        self.adds = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.body(x) if self.adds else self.body(x)


class Mixed(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.operations = nn.ModuleList([Block(inputs, outputs, kernel, expansion, stride) for kernel in (3, 5, 7) for expansion in (3, 6)])
        if stride == 1 and inputs == outputs:
            self.operations.append(nn.Identity())

    def forward(self, x, alpha, learning):
        if not learning:
            return self.operations[sample(torch.softmax(alpha.detach(), 0))](x)
        pair = torch.multinomial(torch.softmax(alpha.detach(), 0), 2)
        probabilities = functional.softmax(alpha[pair], 0)
        active = sample(probabilities.detach())
        output = 0
        for i in range(2):
            gate = (1.0 if i == active else 0.0) + probabilities[i] - probabilities[i].detach()
            if i == active:
                result = self.operations[int(pair[i])](x)
            else:
                with torch.no_grad():
                    result = self.operations[int(pair[i])](x)
            output = output + gate * result
        self.pair = pair
        return output


class Supernet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = conv(3, 32, 3)
        self.first = Block(32, 16, 3, 1, 1)
        self.layers = nn.ModuleList()
        channels = 16
        for outputs, count, stride in STAGES:
            for i in range(count):
                self.layers.append(Mixed(channels, outputs, stride if i == 0 else 1))
                channels = outputs
        self.last = conv(channels, 1280, 1)
        self.classifier = nn.Linear(1280, 10)

    def forward(self, x, alphas, learning):
        x = self.first(self.stem(x))
        for layer, alpha in zip(self.layers, alphas):
            x = layer(x, alpha, learning)
        return self.classifier(self.last(x).mean((2, 3)))


def make():
    net = Supernet()
    alphas = [(1e-3 * torch.randn(len(layer.operations))).requires_grad_() for layer in net.layers]
    architecture = torch.optim.Adam(alphas, lr=1e-3, betas=(0, 0.999))
    weights = torch.optim.SGD(net.parameters(), lr=0.025, momentum=0.9, weight_decay=4e-5, nesterov=True)
    train, validation = batches()

    def step():
        weights.zero_grad(set_to_none=True)
        x, y = train
        cross_entropy(net(x, alphas, False), y).backward()
        weights.step()
        architecture.zero_grad()
        x, y = validation
        old = [alpha.detach().clone() for alpha in alphas]
        cross_entropy(net(x, alphas, True), y).backward()
        architecture.step()
        with torch.no_grad():
            for layer, alpha, before in zip(net.layers, alphas, old):
                moved = alpha[layer.pair] - torch.logsumexp(alpha[layer.pair], 0) + torch.logsumexp(before[layer.pair], 0)
                alpha.copy_(before)
                alpha[layer.pair] = moved

    return net, step


if __name__ == "__main__":
    main(make)
