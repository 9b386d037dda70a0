"""A GDAS step in plain PyTorch: the opponent of NasSharp's. One path for the alphas, another one for the weights."""
import torch
from torch import nn
from torch.nn import functional

from darts_supernet import Supernet
from search_step import batches, cross_entropy, main


def run_cell(cell, s0, s1, choices):
    """choices: for each edge the sampled operation and its gate."""
    states = [cell.preprocess0(s0), cell.preprocess1(s1)]
    edge = 0
    for _ in range(cell.nodes):
        total = 0
        for state in states:
            index, gate = choices[edge]
            output = cell.edges[edge][index](state)
            total = total + (output if gate is None else gate * output)
            edge += 1
        states.append(total)
    return torch.cat(states[2:], 1)


def forward(net, x, normal, reduce):
    s0 = s1 = net.stem(x)
    for cell in net.cells:
        s0, s1 = s1, run_cell(cell, s0, s1, reduce if cell.reduction else normal)
    return net.classifier(s1.mean((2, 3)))


def draw(alphas, temperature, learning):
    choices = []
    for alpha in alphas:
        noise = -torch.log(-torch.log(torch.rand_like(alpha)))
        relaxed = functional.softmax((alpha + noise) / temperature, 0)
        index = int(relaxed.argmax())
        choices.append((index, 1 + relaxed[index] - relaxed[index].detach() if learning else None))
    return choices


def make():
    net = Supernet()
    alphas = [[(1e-3 * torch.randn(7)).requires_grad_() for _ in range(14)] for _ in range(2)]
    architecture = torch.optim.Adam([a for group in alphas for a in group], lr=3e-4, betas=(0.5, 0.999), weight_decay=1e-3)
    weights = torch.optim.SGD(net.parameters(), lr=0.025, momentum=0.9, weight_decay=3e-4)
    train, validation = batches()

    def step():
        architecture.zero_grad()
        x, y = validation
        cross_entropy(forward(net, x, *(draw(group, 10, True) for group in alphas)), y).backward()
        architecture.step()
        weights.zero_grad(set_to_none=True)
        x, y = train
        cross_entropy(forward(net, x, *(draw(group, 10, False) for group in alphas)), y).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        weights.step()

    return net, step


if __name__ == "__main__":
    main(make)
