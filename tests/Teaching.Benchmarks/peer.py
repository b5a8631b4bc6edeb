"""The Python side of the benchmarks: stays alive, runs what a line of JSON asks for, answers with a line of JSON.

Arguments: numpy or torch, number of threads. OPENBLAS_CORETYPE and the like come with the environment.
"""
import json
import os
import sys
import time

library, threads = sys.argv[1], int(sys.argv[2])
import numpy as np

version = "NumPy " + np.__version__
if library == "torch":
    import torch

    torch.set_num_threads(threads)
    version = "PyTorch " + torch.__version__


def blas():
    """What OpenBLAS says of itself: version and core type, where it is loaded."""
    import ctypes

    paths = {line.split()[-1] for line in open("/proc/self/maps") if "openblas" in line} if os.path.exists("/proc/self/maps") else ()
    for path in paths:
        try:
            config = ctypes.CDLL(path).openblas_get_config
            config.restype = ctypes.c_char_p
            core = ctypes.CDLL(path).openblas_get_corename
            core.restype = ctypes.c_char_p
            return config().decode().split(" NO_")[0].split(" DYN")[0] + " " + core().decode()
        except AttributeError:
            pass
    return "BLAS unknown"


def product(kind, n, inputs, outputs, dtype):
    """A function that does the product once, into memory that is there."""
    random = np.random.default_rng(1)
    shapes = {"XW": ((n, inputs), (inputs, outputs)), "XtdY": ((n, inputs), (n, outputs)), "dYWt": ((n, outputs), (inputs, outputs))}
    a, b = (random.uniform(-1, 1, shape).astype(dtype) for shape in shapes[kind])
    result = np.empty({"XW": (n, outputs), "XtdY": (inputs, outputs), "dYWt": (n, inputs)}[kind], dtype)
    if library == "torch":
        a, b, result = torch.from_numpy(a), torch.from_numpy(b), torch.from_numpy(result)
    a, b = (a.T if kind == "XtdY" else a), (b.T if kind == "dYWt" else b)
    if library == "torch":
        return lambda: torch.mm(a, b, out=result)
    return lambda: np.dot(a, b, out=result)


np.dot(np.ones((64, 64), np.float32), np.ones((64, 64), np.float32))
print(json.dumps({"version": version, "blas": blas()}), flush=True)
work = {}
for line in sys.stdin:
    order = json.loads(line)
    key = (order["kind"], order["n"], order["inputs"], order["outputs"], order["dtype"])
    if key not in work:
        work[key] = product(*key)
        for _ in range(3):
            work[key]()
    run = work[key]
    start = time.perf_counter()
    for _ in range(order["repeats"]):
        run()
    print(json.dumps({"seconds": (time.perf_counter() - start) / order["repeats"]}), flush=True)
