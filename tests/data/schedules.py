"""Writes schedules.json: the learning rates that torch.optim.lr_scheduler gives, step by step.

Run with a Python that has PyTorch: python schedules.py > schedules.json
"""

import json

import torch
from torch.optim import lr_scheduler

STEPS = 1000
KEPT = sorted({*range(0, 12), *range(0, STEPS, 23), 49, 50, 51, 99, 100, 101, 199, 200, 201, 299, 300, 301, 999})


def constant(optimiser):
    return lr_scheduler.LambdaLR(optimiser, lambda step: 1.0)


def step(optimiser, every, factor):
    return lr_scheduler.StepLR(optimiser, step_size=every, gamma=factor)


def exponential(optimiser, factor):
    return lr_scheduler.ExponentialLR(optimiser, gamma=factor)


def cosine(optimiser, over, least):
    return lr_scheduler.CosineAnnealingLR(optimiser, T_max=over, eta_min=least)


def warm_up(optimiser, steps, over, least, first):
    line = lr_scheduler.LinearLR(optimiser, start_factor=first, end_factor=1.0, total_iters=steps)
    wave = lr_scheduler.CosineAnnealingLR(optimiser, T_max=over, eta_min=least)
    return lr_scheduler.SequentialLR(optimiser, [line, wave], milestones=[steps])


CASES = [
    ("constant", constant, 0.01, []),
    ("step", step, 0.1, [100, 0.5]),
    ("step", step, 0.8, [1, 0.9]),
    ("step", step, 0.05, [37, 0.1]),
    ("step", step, 0.01, [300, 2.0]),
    ("exponential", exponential, 0.1, [0.995]),
    ("exponential", exponential, 1.0, [0.9]),
    ("exponential", exponential, 0.001, [1.002]),
    ("exponential", exponential, 0.3, [0.0]),
    ("cosine", cosine, 0.1, [1000, 0.0]),
    ("cosine", cosine, 0.1, [300, 0.001]),
    ("cosine", cosine, 0.5, [50, 0.0]),
    ("cosine", cosine, 0.01, [7, 0.1]),
    ("cosine", cosine, 0.2, [1, 0.05]),
    ("warm-up", warm_up, 0.1, [50, 950, 0.0, 0.1]),
    ("warm-up", warm_up, 0.1, [100, 200, 0.001, 0.5]),
    ("warm-up", warm_up, 0.8, [1, 49, 0.0, 0.25]),
    ("warm-up", warm_up, 0.02, [300, 100, 0.03, 0.01]),
]


def rates(make, lr, values):
    parameter = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))
    optimiser = torch.optim.SGD([parameter], lr=lr)
    schedule = make(optimiser, *values)
    every = []
    for _ in range(STEPS):
        every.append(schedule.get_last_lr()[0])
        optimiser.step()
        schedule.step()
    return {str(made): every[made] for made in KEPT}


cases = [
    {"schedule": name, "lr": lr, "values": values, "rates": rates(make, lr, values)} for name, make, lr, values in CASES
]
lines = ",\n".join(json.dumps(case) for case in cases)
version = torch.__version__.split("+")[0]
print(f'{{"made_with": {{"torch": "{version}"}}, "how_to_read": "rates maps the number of steps made to the '
      f'learning rate of the next; values are in the order in which a scene writes them", "cases": [\n{lines}\n]}}')
