"""A step of ENAS's shared weights in plain PyTorch: an LSTM draws a macro architecture, and its weights are trained."""
import torch
from torch import nn

from search_step import batches, cross_entropy, main, sample


def norm(channels):
    return nn.BatchNorm2d(channels, affine=False)


def branch(channels, operation, relu):
    layers = [nn.Conv2d(channels, channels, 1, bias=False), norm(channels), nn.ReLU(), operation, norm(channels)]
    return nn.Sequential(*layers, nn.ReLU()) if relu else nn.Sequential(*layers)


def separable(channels, kernel):
    return nn.Sequential(nn.Conv2d(channels, channels, kernel, padding=kernel // 2, groups=channels, bias=False), nn.Conv2d(channels, channels, 1, bias=False))


class Layer(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.operations = nn.ModuleList([
            branch(channels, nn.Conv2d(channels, channels, 3, padding=1), True),
            branch(channels, separable(channels, 3), True),
            branch(channels, nn.Conv2d(channels, channels, 5, padding=2), True),
            branch(channels, separable(channels, 5), True),
            branch(channels, nn.AvgPool2d(3, 1, 1, count_include_pad=False), False),
            branch(channels, nn.MaxPool2d(3, 1, 1), False)])
        self.norm = norm(channels)

    def forward(self, tensors, operation, skips):
        output = self.operations[operation](tensors[-1])
        for tensor, taken in zip(tensors[:-1], skips):
            if taken:
                output = output + tensor
        return self.norm(output)


class Reduction(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.even = nn.Conv2d(channels, channels // 2, 1, stride=2, bias=False)
        self.odd = nn.Conv2d(channels, channels - channels // 2, 1, stride=2, bias=False)
        self.norm = norm(channels)

    def forward(self, x):
        x = torch.relu(x)
        return self.norm(torch.cat([self.even(x), self.odd(x[:, :, 1:, 1:])], 1))


class Child(nn.Module):
    def __init__(self, layers=12, channels=24):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels))
        self.layers = nn.ModuleList([Layer(channels) for _ in range(layers)])
        self.reductions = nn.ModuleList([Reduction(channels), Reduction(channels)])
        self.classifier = nn.Linear(channels, 10)

    def forward(self, x, architecture):
        tensors, count = [self.stem(x)], len(self.layers)
        for i, (layer, (operation, skips)) in enumerate(zip(self.layers, architecture)):
            tensors.append(layer(tensors, operation, skips))
            if i in (count // 3 - 1, 2 * count // 3 - 1):
                reduction = self.reductions[0 if i == count // 3 - 1 else 1]
                tensors = [reduction(tensor) for tensor in tensors]
        return self.classifier(tensors[-1].mean((2, 3)))


class Controller(nn.Module):
    def __init__(self, hidden=64):
        super().__init__()
        self.cell = nn.LSTMCell(hidden, hidden)
        self.start = nn.Parameter(torch.randn(1, hidden) * 0.1)
        self.operation = nn.Linear(hidden, 6, bias=False)
        self.embedding = nn.Embedding(6, hidden)
        self.previous, self.current, self.attention = (nn.Linear(hidden, n, bias=False) for n in (hidden, hidden, 1))

    @torch.no_grad()
    def draw(self, layers):
        state, inputs, anchors, architecture = None, self.start, [], []
        for i in range(layers):
            state = self.cell(inputs, state)
            operation = sample(torch.softmax(2.5 * torch.tanh(self.operation(state[0])[0] / 5), 0))
            state = self.cell(self.embedding(torch.tensor([operation])), state)
            skips = []
            if anchors:
                logits = self.attention(torch.tanh(self.previous(torch.cat(anchors)) + self.current(state[0])))[:, 0]
                skips = (torch.rand(len(anchors)) < torch.sigmoid(2.5 * torch.tanh(logits / 5))).tolist()
            taken = [anchor for anchor, skip in zip(anchors, skips) if skip]
            inputs = sum(taken) / len(taken) if taken else self.start
            anchors.append(state[0])
            architecture.append((operation, skips))
        return architecture


def make():
    net, controller = Child(), Controller()
    weights = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9, weight_decay=1e-4, nesterov=True)
    (x, y), = batches(1)

    def step():
        architecture = controller.draw(len(net.layers))
        weights.zero_grad(set_to_none=True)
        cross_entropy(net(x, architecture), y).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        weights.step()

    return net, step


if __name__ == "__main__":
    main(make)
