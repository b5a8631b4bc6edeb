"""The PyTorch side of the training benchmark: stays alive, trains an epoch when a line of JSON asks for it, answers with its seconds.

Arguments: number of threads, folder with the four IDX files. OPENBLAS_CORETYPE and the like come with the environment.
"""
import ctypes
import gzip
import json
import os
import sys
import time

import numpy as np
import torch

threads, folder = int(sys.argv[1]), sys.argv[2]
torch.set_num_threads(threads)


def idx(name, header):
    path = os.path.join(folder, name)
    data = gzip.open(path + ".gz").read() if os.path.exists(path + ".gz") else open(path, "rb").read()
    return np.frombuffer(data, np.uint8, offset=header)


labels = torch.from_numpy(idx("train-labels-idx1-ubyte", 8).astype(np.int64))
images = torch.from_numpy(idx("train-images-idx3-ubyte", 16).reshape(len(labels), -1).astype(np.float32) / 255)


def dense(widths):
    layers = []
    for before, after in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(before, after), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def convolutions(dropout):
    """Ten convolutions, each with ReLU, dropout and batch normalisation; a max pooling before the dropout of the fifth."""
    layers, before = [torch.nn.Unflatten(1, (1, 28, 28))], 1
    for channels, kernel, pool in (16, 3, 0), (16, 3, 0), (16, 3, 0), (16, 3, 0), (12, 1, 2), (20, 3, 0), (20, 3, 0), (20, 3, 0), (16, 3, 0), (10, 1, 0):
        layers += [torch.nn.Conv2d(before, channels, kernel, bias=False), torch.nn.ReLU()]
        layers += [torch.nn.MaxPool2d(pool)] if pool else []
        layers += [torch.nn.Dropout(dropout)] if dropout else []
        layers += [torch.nn.BatchNorm2d(channels)]
        before = channels
    return torch.nn.Sequential(*layers, torch.nn.AvgPool2d(2), torch.nn.Flatten())


def make(widths, dropout, rate, momentum):
    torch.manual_seed(1)
    model = dense(widths) if widths else convolutions(dropout)
    return model, torch.nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=rate, momentum=momentum)


def epoch(model, loss, optimizer, size, count):
    order = torch.randperm(count)
    for batch in order.split(size):
        optimizer.zero_grad()
        loss(model(images[batch]), labels[batch]).backward()
        optimizer.step()


def blas():
    """What OpenBLAS says of itself: version and core type, where it is loaded."""
    for path in {line.split()[-1] for line in open("/proc/self/maps") if "openblas" in line} if os.path.exists("/proc/self/maps") else ():
        config = ctypes.CDLL(path).openblas_get_config
        core = ctypes.CDLL(path).openblas_get_corename
        config.restype = core.restype = ctypes.c_char_p
        return config().decode().split(" NO_")[0].split(" DYN")[0] + " " + core().decode()
    return "BLAS unknown"


torch.ones(64, 64) @ torch.ones(64, 64)
print(json.dumps({"version": "PyTorch " + torch.__version__, "blas": blas()}), flush=True)
models = {}
for line in sys.stdin:
    order = json.loads(line)
    key = (tuple(order["widths"] or ()), order["dropout"], order["rate"], order["momentum"])
    if key not in models:
        models[key] = make(*key)
    start = time.perf_counter()
    epoch(*models[key], order["batch"], order["images"])
    print(json.dumps({"seconds": time.perf_counter() - start}), flush=True)
