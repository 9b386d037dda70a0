"""A step of single path one-shot in plain PyTorch: one random path through the ShuffleNetV2 blocks, its weights are trained."""
import torch
from torch import nn

from search_step import batches, cross_entropy, main

STAGES = [(64, 2, 2), (160, 2, 2), (320, 2, 2)]


def pointwise(inputs, outputs):
    return [nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs, affine=False), nn.ReLU()]


def depthwise(channels, kernel, stride):
    return [nn.Conv2d(channels, channels, kernel, stride, kernel // 2, groups=channels, bias=False), nn.BatchNorm2d(channels, affine=False)]


class Block(nn.Module):
    def __init__(self, inputs, outputs, kernel, stride):
        super().__init__()
        self.splits = stride == 1 and inputs == outputs
        before, middle = inputs // 2 if self.splits else inputs, outputs // 2
        after = outputs - before
        if kernel is None:
            layers = [*depthwise(before, 3, stride), *pointwise(before, middle), *depthwise(middle, 3, 1), *pointwise(middle, middle),
                      *depthwise(middle, 3, 1), *pointwise(middle, after)]
        else:
            layers = [*pointwise(before, middle), *depthwise(middle, kernel, stride), *pointwise(middle, after)]
        self.main = nn.Sequential(*layers)
        self.projection = None if self.splits else nn.Sequential(*depthwise(before, kernel or 3, stride), *pointwise(before, before))

    def forward(self, x):
        if not self.splits:
            return torch.cat([self.projection(x), self.main(x)], 1)
        n, c, h, w = x.shape
        pairs = x.reshape(n, c // 2, 2, h, w)
        return torch.cat([pairs[:, :, 0], self.main(pairs[:, :, 1])], 1)


class Supernet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16, affine=False), nn.ReLU())
        channels, choices = 16, []
        for outputs, count, stride in STAGES:
            for i in range(count):
                choices.append(nn.ModuleList(Block(channels, outputs, kernel, stride if i == 0 else 1) for kernel in (3, 5, 7, None)))
                channels = outputs
        self.choices = nn.ModuleList(choices)
        self.head = nn.Sequential(*pointwise(channels, 1024))
        self.dropout = nn.Dropout(0.1)
        self.classifier = nn.Linear(1024, 10, bias=False)

    def forward(self, x, path):
        x = self.stem(x)
        for choice, index in zip(self.choices, path):
            x = choice[index](x)
        return self.classifier(self.dropout(self.head(x).mean((2, 3))))


def make():
    net = Supernet()
    weights = torch.optim.SGD(net.parameters(), lr=0.5, momentum=0.9, weight_decay=4e-5)
    (x, y), _ = batches()

    def step():
        weights.zero_grad(set_to_none=True)
        cross_entropy(net(x, torch.randint(0, 4, (len(net.choices),)).tolist()), y).backward()
        weights.step()

    return net, step


if __name__ == "__main__":
    main(make)
