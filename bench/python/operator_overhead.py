"""What one call of a small operator costs from Python."""
import argparse
import time

import torch

from bench_server import serve

CALLS = 20000


def nanoseconds(call):
    start = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - start) / CALLS * 1e9


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=2)
    torch.set_num_threads(parser.parse_args().threads)
    a, b = torch.ones(4, 4), torch.ones(4, 4)

    def measure():
        return {
            "add_ns": nanoseconds(lambda: a + b),
            "relu_ns": nanoseconds(lambda: torch.relu(a)),
            "reshape_ns": nanoseconds(lambda: a.reshape(2, 8)),
        }

    measure()
    serve(measure, parameters=0)


if __name__ == "__main__":
    main()
