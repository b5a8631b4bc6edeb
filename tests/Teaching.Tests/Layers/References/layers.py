"""Writes layers.json: what PyTorch in float64 makes of convolutions, batch normalisation, pooling and a few training steps, for the tests to meet.

The numbers that both start from come from one small rule, x(i) = frac(i·φ) - ½, so that nothing of the library is used here.
Run it in this folder: python3 layers.py
"""
import json

import torch

torch.set_default_dtype(torch.float64)


def numbers(first, *shape):
    """Evenly spread numbers from -0.5 to 0.5 in reading order; the same can be had in any language."""
    i = first + torch.arange(int(torch.tensor(shape).prod()), dtype=torch.float64)
    return ((i * 0.6180339887498949) % 1.0 - 0.5).reshape(shape)


def rows(x):
    return [round(v, 16) for v in x.detach().reshape(-1).tolist()]


def convolution(n, c, h, w, out, kernel, stride, padding, bias):
    x, layer = numbers(1, n, c, h, w).requires_grad_(), torch.nn.Conv2d(c, out, kernel, stride, padding, bias=bias)
    layer.weight.data = numbers(700, out, c, kernel, kernel)
    if bias:
        layer.bias.data = numbers(900, out)
    y = layer(x)
    dy = numbers(1000, *y.shape)
    y.backward(dy)
    return dict(n=n, c=c, h=h, w=w, out=out, kernel=kernel, stride=stride, padding=padding, bias=bias, y=rows(y), dx=rows(x.grad),
                dw=rows(layer.weight.grad), db=rows(layer.bias.grad) if bias else [])


def pooling(kind, size, stride):
    x = numbers(1, 2, 3, 7, 6).requires_grad_()
    y = getattr(torch.nn.functional, kind + "_pool2d")(x, size, stride)
    y.backward(numbers(1000, *y.shape))
    return dict(kind=kind, size=size, stride=stride, y=rows(y), dx=rows(x.grad))


def normalisation(*shape):
    layer = (torch.nn.BatchNorm1d if len(shape) == 2 else torch.nn.BatchNorm2d)(shape[1])
    layer.weight.data, layer.bias.data = 1 + numbers(50, shape[1]), numbers(70, shape[1])
    for step in range(3):
        x = (3 * numbers(1 + 10 * step, *shape)).requires_grad_()
        layer.zero_grad()
        y = layer(x)
        y.backward(numbers(1000, *shape))
    trained = dict(y=rows(y), dx=rows(x.grad), dgamma=rows(layer.weight.grad), dbeta=rows(layer.bias.grad))
    layer.eval()
    x.grad = None
    layer.zero_grad()
    y = layer(x)
    y.backward(numbers(1000, *shape))
    evaluated = dict(y=rows(y), dx=rows(x.grad), dgamma=rows(layer.weight.grad), dbeta=rows(layer.bias.grad))
    return dict(shape=shape, trained=trained, evaluated=evaluated, mean=rows(layer.running_mean), variance=rows(layer.running_var))


def training():
    """Six updates of a small convolutional network: convolution, ReLU, batch normalisation, max pooling, twice, then a dense layer."""
    nn = torch.nn
    one, two, last = nn.Conv2d(1, 4, 3, padding=1, bias=False), nn.Conv2d(4, 5, 3, stride=2), nn.Linear(5 * 2 * 2, 3)
    model = nn.Sequential(one, nn.ReLU(), nn.BatchNorm2d(4), nn.MaxPool2d(2), two, nn.LeakyReLU(0.1), nn.BatchNorm2d(5), nn.Flatten(), last)
    for first, layer in (1, one), (100, two), (400, last):
        layer.weight.data = numbers(first, *layer.weight.shape)
    two.bias.data, last.bias.data = numbers(600, 5), numbers(650, 3)
    x, classes = 2 * numbers(2000, 12, 1, 10, 10), torch.arange(12) % 3
    optimizer, loss = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9), nn.CrossEntropyLoss()
    losses = []
    for _ in range(6):
        optimizer.zero_grad()
        value = loss(model(x), classes)
        value.backward()
        optimizer.step()
        losses.append(value.item())
    model.eval()
    return dict(losses=losses, evaluated=loss(model(x), classes).item())


with open("layers.json", "w") as file:
    json.dump(dict(
        convolutions=[
            convolution(2, 1, 5, 5, 2, 3, 1, 0, True), convolution(3, 3, 6, 5, 4, 3, 2, 1, True), convolution(1, 2, 4, 4, 3, 1, 1, 0, False),
            convolution(2, 2, 7, 8, 2, 4, 3, 2, False), convolution(2, 2, 3, 3, 2, 2, 1, 3, True),
        ],
        poolings=[pooling("max", 2, 2), pooling("max", 3, 2), pooling("avg", 2, 2), pooling("avg", 3, 1)],
        normalisations=[normalisation(5, 3), normalisation(3, 2, 3, 4)],
        training=training()), file)
    file.write("\n")
