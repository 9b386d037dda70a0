"""Answers each line on standard input with one repeat of a measurement, as one line of JSON."""
import json
import sys


def peak_memory_mib():
    """The largest resident size of this process so far."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def serve(measure, **facts):
    """measure() returns a dictionary of numbers; facts are told once, when the server is ready."""
    print(json.dumps({"ready": 1, **facts}), flush=True)
    for _ in sys.stdin:
        print(json.dumps({**measure(), "peak_mib": peak_memory_mib()}), flush=True)
