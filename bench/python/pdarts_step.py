"""A step of P-DARTS's first stage in plain PyTorch: first-order DARTS with 5 cells and all candidates."""
import argparse

import torch

from bench_server import serve
from darts_supernet import Search, timed_step


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=2)
    torch.set_num_threads(parser.parse_args().threads)
    search = Search(layers=5)
    timed_step(search)
    serve(lambda: timed_step(search), parameters=sum(p.numel() for p in search.net.parameters()))


if __name__ == "__main__":
    main()
