"""Writes optimizers.json: what PyTorch's own optimizers, losses and schedule make of small trainings in float64, for the tests to meet.

Both sides start from the numbers of one small rule, x(i) = frac(i·φ) - ½, and nothing else is shared.
Run it in this folder: python3 optimizers.py
"""
import json

import numpy as np
import torch
import torch.nn.functional as F

N, IN, HIDDEN, OUT, UPDATES = 12, 7, 6, 4, 30


def numbers(first, *shape):
    """Evenly spread numbers from -0.5 to 0.5, row by row; the same can be had in any language."""
    i = first + np.arange(np.prod(shape), dtype=np.float64)
    return torch.tensor(((i * 0.6180339887498949) % 1.0 - 0.5).reshape(shape))


X, classes = 2 * numbers(300, N, IN), torch.arange(N) % OUT


def flat(parameters):
    return [float(x) for p in parameters for x in p.detach().flatten()]


def train(name, make, schedule=None, epoch=1):
    """Full batches: X·W1 + b1, tanh, ·W2 + b2, log-softmax along the classes, negative log-likelihood."""
    parameters = [numbers(1, IN, HIDDEN), numbers(50, 1, HIDDEN) / 2, numbers(90, HIDDEN, OUT), numbers(190, 1, OUT) / 2]
    for p in parameters:
        p.requires_grad_()
    optimizer = make(parameters)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, **schedule) if schedule else None
    losses, rates = [], []
    for update in range(UPDATES):
        W1, b1, W2, b2 = parameters
        loss = F.nll_loss(F.log_softmax(torch.tanh(X @ W1 + b1) @ W2 + b2, dim=1), classes)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss))
        rates.append(optimizer.param_groups[0]["lr"])
        if scheduler and (update + 1) % epoch == 0:
            scheduler.step()
    return {"name": name, "losses": losses, "rates": rates, "parameters": flat(parameters)}


adam, adamw, sgd = torch.optim.Adam, torch.optim.AdamW, torch.optim.SGD
runs = [
    train("Adam", lambda p: adam(p, lr=0.01)),
    train("Adam, other betas and epsilon", lambda p: adam(p, lr=0.02, betas=(0.8, 0.95), eps=1e-3)),
    train("Adam, L2", lambda p: adam(p, lr=0.01, weight_decay=0.3)),
    train("Adam, decay", lambda p: adamw(p, lr=0.01, weight_decay=0.3)),
    train("SGD, L2", lambda p: sgd(p, lr=0.3, weight_decay=0.05)),
    train("SGD, momentum, L2", lambda p: sgd(p, lr=0.1, momentum=0.9, weight_decay=0.05)),
    train("Adam, schedule", lambda p: adam(p, lr=0.05), {"step_size": 4, "gamma": 0.5}, epoch=2),
    train("SGD, schedule", lambda p: sgd(p, lr=0.5), {"step_size": 3, "gamma": 0.1}, epoch=3),
]

far = torch.tensor([[1000.0, -1000.0, 0.0], [-2.0, 0.5, 3.0]], dtype=torch.float64, requires_grad=True)
logs = F.log_softmax(far, dim=1)
(logs * torch.tensor([[1.0, 2.0, -0.5], [0.25, -1.5, 3.0]], dtype=torch.float64)).sum().backward()

with open("optimizers.json", "w") as file:
    json.dump({"torch": torch.__version__, "runs": runs, "logSoftmax": flat([logs]), "logSoftmaxGradient": flat([far.grad])}, file, indent=None, separators=(",", ":"))
    file.write("\n")
