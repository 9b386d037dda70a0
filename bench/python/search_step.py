"""What the opponents of the sampling searches share: random batches, a timed step, the command line."""
import argparse
import time

import torch
from torch.nn import functional

from bench_server import serve

BATCH = 16


def batches(count=2, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return [(torch.randn(BATCH, 3, 32, 32, generator=generator), torch.randint(0, 10, (BATCH,), generator=generator)) for _ in range(count)]


def sample(probabilities):
    return int(torch.multinomial(probabilities, 1))


def cross_entropy(logits, labels):
    return functional.cross_entropy(logits, labels)


def main(make):
    """make() returns the network and a function that does one step."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    net, step = make()
    step()

    def timed():
        start = time.perf_counter()
        step()
        return {"step_s": time.perf_counter() - start}

    serve(timed, parameters=sum(p.numel() for p in net.parameters()))
