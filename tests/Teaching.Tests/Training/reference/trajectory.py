"""Writes trajectory.json: the losses of 20 updates of gradient descent, computed with NumPy in float64, for the tests to meet.

Written from the formulas, with nothing of the library: the numbers that both start from come from one small rule, x(i) = frac(i·φ) - ½.
Run it in this folder: python3 trajectory.py
"""
import json

import numpy as np

N, IN, H1, H2, OUT, UPDATES = 12, 7, 6, 5, 4, 20


def numbers(first, *shape):
    """Evenly spread numbers from -0.5 to 0.5, row by row; the same can be had in any language."""
    i = first + np.arange(np.prod(shape), dtype=np.float64)
    return ((i * 0.6180339887498949) % 1.0 - 0.5).reshape(shape)


def start():
    return [numbers(1, IN, H1), numbers(50, 1, H1) / 2, numbers(90, H1, H2), numbers(130, 1, H2) / 2, numbers(160, H2, OUT), numbers(190, 1, OUT) / 2]


X, classes = 2 * numbers(300, N, IN), np.arange(N) % OUT
Y = np.eye(OUT)[classes]
YES = (classes == 1).astype(np.float64).reshape(N, 1)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


HIDDEN = {
    "ReLU": (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
}


def cross_entropy(z):
    p = softmax(z)
    return -np.mean(np.log(p[np.arange(N), classes])), (p - Y) / N


def binary(z):
    z = z[:, :1]
    p = sigmoid(z)
    gradient = np.zeros((N, OUT))
    gradient[:, :1] = (p - YES) / N
    return -np.mean(YES * np.log(p) + (1 - YES) * np.log(1 - p)), gradient


def squared(z):
    return np.mean((z - Y) ** 2), 2 * (z - Y) / (N * OUT)


LOSSES = {"cross-entropy": cross_entropy, "binary": binary, "squared": squared}


def train(activation, loss, rate, momentum):
    f, df = HIDDEN[activation]
    parameters = start()
    if loss == "binary":
        parameters[4], parameters[5] = parameters[4][:, :1], parameters[5][:, :1]
    velocity = [np.zeros_like(p) for p in parameters]
    losses = []
    for _ in range(UPDATES):
        W1, b1, W2, b2, W3, b3 = parameters
        z1 = X @ W1 + b1
        a1 = f(z1)
        z2 = a1 @ W2 + b2
        a2 = f(z2)
        z3 = a2 @ W3 + b3
        L, d3 = LOSSES[loss](z3)
        d3 = d3[:, : z3.shape[1]]
        losses.append(float(L))
        d2 = (d3 @ W3.T) * df(z2)
        d1 = (d2 @ W2.T) * df(z1)
        gradients = [X.T @ d1, d1.sum(axis=0, keepdims=True), a1.T @ d2, d2.sum(axis=0, keepdims=True), a2.T @ d3, d3.sum(axis=0, keepdims=True)]
        for i, g in enumerate(gradients):
            velocity[i] = momentum * velocity[i] + g
            parameters[i] = parameters[i] - rate * velocity[i]
    return {"activation": activation, "loss": loss, "rate": rate, "momentum": momentum, "losses": losses}


runs = [
    train("ReLU", "cross-entropy", 0.5, 0.0),
    train("ReLU", "cross-entropy", 0.1, 0.9),
    train("tanh", "cross-entropy", 0.3, 0.5),
    train("sigmoid", "binary", 2.0, 0.0),
    train("tanh", "binary", 0.5, 0.9),
    train("sigmoid", "squared", 1.0, 0.0),
]
with open("trajectory.json", "w") as file:
    json.dump({"numpy": np.__version__, "runs": runs}, file, indent=1)
    file.write("\n")
