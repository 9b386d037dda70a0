"""A step of CDARTS in plain PyTorch: alphas and evaluation network follow the joint loss, then the search network's weights theirs."""
import argparse
import json
import pathlib
import time

import torch
from torch import nn
from torch.nn import functional

import darts_child
from bench_server import serve
from darts_supernet import Search

TEMPERATURE = 2.0
REGULARIZATION = 5.0
REGULARIZED = [0, 1, 2]  # both poolings and the identity


class JointSearch(Search):
    def __init__(self):
        super().__init__()
        architecture = json.loads((pathlib.Path(__file__).parent.parent / "darts_v2.json").read_text())
        self.evaluation = darts_child.Network(architecture, layers=20)
        flat = [alpha for group in self.alphas for alpha in group]
        self.architecture_optimizer = torch.optim.Adam(flat, lr=3e-4, betas=(0.5, 0.999))
        self.weight_optimizer = torch.optim.SGD(self.net.parameters(), lr=0.2, momentum=0.9)
        self.evaluation_optimizer = torch.optim.SGD(self.evaluation.parameters(), lr=0.2, momentum=0.9)

    def joint_step(self):
        x, y = self.batches[1]
        self.architecture_optimizer.zero_grad()
        self.evaluation_optimizer.zero_grad()
        student, teacher = self.net(x, self.alphas), self.evaluation(x)
        distillation = TEMPERATURE ** 2 * functional.kl_div(
            functional.log_softmax(student / TEMPERATURE, 1), functional.log_softmax(teacher / TEMPERATURE, 1), log_target=True)
        penalty = sum(alpha[REGULARIZED].abs().sum() for group in self.alphas for alpha in group)
        loss = functional.cross_entropy(student, y) + functional.cross_entropy(teacher, y) + distillation + REGULARIZATION * penalty
        loss.backward()
        nn.utils.clip_grad_norm_(self.evaluation.parameters(), 5.0)
        self.evaluation_optimizer.step()
        self.architecture_optimizer.step()


def timed_step(search):
    start = time.perf_counter()
    search.joint_step()
    search.weight_step()
    return {"step_s": time.perf_counter() - start}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=2)
    torch.set_num_threads(parser.parse_args().threads)
    search = JointSearch()
    timed_step(search)
    serve(lambda: timed_step(search), parameters=sum(p.numel() for p in search.net.parameters()))


if __name__ == "__main__":
    main()
