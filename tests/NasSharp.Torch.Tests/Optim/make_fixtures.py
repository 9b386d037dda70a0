#!/usr/bin/env python3
"""Writes optimizers.json and schedules.json: what PyTorch's optimizers and schedules compute, to compare with.

Run with any PyTorch from 1.13:  python3 make_fixtures.py
"""
import json
import os

import torch
from torch.optim import lr_scheduler as sched

HERE = os.path.dirname(os.path.abspath(__file__))
STEPS = 7
# The second parameter has no gradient in these steps: it must stay as it is, and its step count too.
SKIPPED = (2, 3)

OPTIMIZERS = [
    ("SGD", {"lr": 0.1}),
    ("SGD", {"lr": 0.1, "momentum": 0.9}),
    ("SGD", {"lr": 0.1, "momentum": 0.9, "dampening": 0.3, "weight_decay": 0.01}),
    ("SGD", {"lr": 0.05, "momentum": 0.8, "nesterov": True, "weight_decay": 0.003}),
    ("SGD", {"lr": 0.05, "momentum": 0.8, "maximize": True}),
    ("Adam", {"lr": 0.01}),
    ("Adam", {"lr": 0.003, "betas": (0.5, 0.999), "eps": 1e-6, "weight_decay": 0.02}),
    ("Adam", {"lr": 0.01, "amsgrad": True}),
    ("Adam", {"lr": 0.01, "amsgrad": True, "maximize": True, "weight_decay": 0.1}),
    ("AdamW", {"lr": 0.01}),
    ("AdamW", {"lr": 0.02, "betas": (0.8, 0.95), "weight_decay": 0.3, "amsgrad": True}),
    ("AdamW", {"lr": 0.01, "maximize": True, "weight_decay": 0.0}),
    ("RMSprop", {"lr": 0.01}),
    ("RMSprop", {"lr": 0.02, "alpha": 0.9, "centered": True, "weight_decay": 0.05}),
    ("RMSprop", {"lr": 0.02, "momentum": 0.7, "eps": 1e-5}),
    ("RMSprop", {"lr": 0.02, "momentum": 0.7, "centered": True, "maximize": True}),
    ("Adagrad", {"lr": 0.05}),
    ("Adagrad", {"lr": 0.05, "lr_decay": 0.1, "weight_decay": 0.02, "initial_accumulator_value": 0.3}),
    ("Adagrad", {"lr": 0.05, "eps": 1e-3, "maximize": True}),
]

# (name, arguments, optimizer, steps, values given to step() or None)
SCHEDULES = [
    ("StepLR", {"step_size": 3, "gamma": 0.5}, "SGD", 10, None),
    ("MultiStepLR", {"milestones": [2, 5, 5, 8], "gamma": 0.3}, "SGD", 10, None),
    ("ExponentialLR", {"gamma": 0.9}, "SGD", 8, None),
    ("LambdaLR", {}, "SGD", 8, None),
    ("MultiplicativeLR", {}, "SGD", 8, None),
    ("LinearLR", {"start_factor": 0.25, "end_factor": 1.0, "total_iters": 4}, "SGD", 8, None),
    ("LinearLR", {"start_factor": 0.75, "end_factor": 0.1, "total_iters": 6}, "SGD", 8, None),
    ("ConstantLR", {"factor": 0.5, "total_iters": 3}, "SGD", 6, None),
    ("PolynomialLR", {"total_iters": 6, "power": 2.0}, "SGD", 9, None),
    ("CosineAnnealingLR", {"T_max": 5, "eta_min": 0.001}, "SGD", 16, None),
    ("CosineAnnealingLR", {"T_max": 10}, "SGD", 10, None),
    ("CosineAnnealingWarmRestarts", {"T_0": 3, "T_mult": 2, "eta_min": 0.002}, "SGD", 14, None),
    ("CosineAnnealingWarmRestarts", {"T_0": 4}, "SGD", 10, None),
    ("OneCycleLR", {"max_lr": 0.8, "total_steps": 12}, "SGD", 11, None),
    ("OneCycleLR", {"max_lr": 0.8, "epochs": 3, "steps_per_epoch": 5, "anneal_strategy": "linear", "three_phase": True}, "SGD", 14, None),
    ("OneCycleLR", {"max_lr": 0.1, "total_steps": 10, "pct_start": 0.4, "base_momentum": 0.6, "max_momentum": 0.9}, "Adam", 9, None),
    ("OneCycleLR", {"max_lr": 0.1, "total_steps": 10, "cycle_momentum": False, "div_factor": 10.0, "final_div_factor": 100.0}, "RMSprop", 9, None),
    ("CyclicLR", {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 3}, "SGD", 14, None),
    ("CyclicLR", {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 2, "step_size_down": 3, "mode": "triangular2"}, "SGD", 14, None),
    ("CyclicLR", {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 3, "mode": "exp_range", "gamma": 0.95, "base_momentum": 0.7}, "SGD", 14, None),
    ("CyclicLR", {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 3, "cycle_momentum": False}, "Adam", 9, None),
    ("ReduceLROnPlateau", {"patience": 1, "factor": 0.5}, "SGD", 10, [1.0, 0.9, 0.91, 0.92, 0.93, 0.5, 0.5, 0.5, 0.49999, 0.2]),
    ("ReduceLROnPlateau", {"mode": "max", "patience": 0, "cooldown": 2, "factor": 0.1, "threshold": 0.05, "threshold_mode": "abs", "min_lr": 0.004}, "SGD", 10,
     [0.1, 0.12, 0.2, 0.21, 0.22, 0.23, 0.5, 0.5, 0.5, 0.5]),
    ("Warmup", {}, "SGD", 12, None),
    ("Sequential", {}, "SGD", 12, None),
    ("Chained", {}, "SGD", 8, None),
]


def start(dtype):
    torch.manual_seed(7)
    return [torch.randn(3, dtype=torch.float64).to(dtype), torch.randn(2, 2, dtype=torch.float64).to(dtype)]


def gradients():
    torch.manual_seed(11)
    return [[torch.randn(3, dtype=torch.float64), torch.randn(2, 2, dtype=torch.float64) * 3] for _ in range(STEPS)]


def flat(tensor):
    return [float(v) for v in tensor.detach().reshape(-1).double()]


def run_optimizer(name, options, dtype):
    parameters = [torch.nn.Parameter(p) for p in start(dtype)]
    optimizer = getattr(torch.optim, name)(parameters, **options)
    trajectory = []
    for step, grads in enumerate(gradients()):
        for i, (parameter, grad) in enumerate(zip(parameters, grads)):
            parameter.grad = None if i == 1 and step in SKIPPED else grad.to(dtype).clone()
        optimizer.step()
        trajectory.append([flat(p) for p in parameters])
    return trajectory


def make_schedule(name, arguments, optimizer):
    if name in ("LambdaLR", "MultiplicativeLR"):
        return getattr(sched, name)(optimizer, lambda epoch: 1.0 / (1.0 + 0.5 * epoch))
    if name == "Warmup":
        warm = sched.LinearLR(optimizer, start_factor=0.1, total_iters=4)
        return sched.SequentialLR(optimizer, [warm, sched.CosineAnnealingLR(optimizer, T_max=8, eta_min=0.001)], [4])
    if name == "Sequential":
        parts = [sched.ConstantLR(optimizer, factor=0.5, total_iters=10), sched.ExponentialLR(optimizer, gamma=0.8), sched.StepLR(optimizer, step_size=2, gamma=0.5)]
        return sched.SequentialLR(optimizer, parts, [3, 7])
    if name == "Chained":
        return sched.ChainedScheduler([sched.ConstantLR(optimizer, factor=0.5, total_iters=3), sched.ExponentialLR(optimizer, gamma=0.9)])
    return getattr(sched, name)(optimizer, **arguments)


def momentum_of(group):
    return group["betas"][0] if "betas" in group else group["momentum"]


def run_schedule(name, arguments, kind, steps, metrics):
    parameters = [torch.nn.Parameter(p) for p in start(torch.float64)]
    groups = [{"params": [parameters[0]]}, {"params": [parameters[1]], "lr": 0.02}]
    optimizer = getattr(torch.optim, kind)(groups, lr=0.1, **({} if kind == "Adam" else {"momentum": 0.5}))
    schedule = make_schedule(name, arguments, optimizer)
    observed = [[(g["lr"], momentum_of(g)) for g in optimizer.param_groups]]
    for i in range(steps):
        optimizer.step()
        schedule.step(metrics[i]) if metrics else schedule.step()
        observed.append([(g["lr"], momentum_of(g)) for g in optimizer.param_groups])
    return observed


def write(name, content):
    path = os.path.join(HERE, name)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file, separators=(",", ":"))
        file.write("\n")


write("optimizers.json", {
    "torch": torch.__version__.split("+")[0],
    "skipped": SKIPPED,
    "start": [flat(p) for p in start(torch.float64)],
    "gradients": [[flat(g) for g in grads] for grads in gradients()],
    "cases": [{
        "optimizer": name,
        "options": options,
        "float64": run_optimizer(name, options, torch.float64),
        "float32": run_optimizer(name, options, torch.float32)[-1],
    } for name, options in OPTIMIZERS],
})
write("schedules.json", {
    "torch": torch.__version__.split("+")[0],
    "cases": [{
        "schedule": name, "arguments": arguments, "optimizer": kind, "steps": steps, "metrics": metrics,
        "observed": run_schedule(name, arguments, kind, steps, metrics),
    } for name, arguments, kind, steps, metrics in SCHEDULES],
})
