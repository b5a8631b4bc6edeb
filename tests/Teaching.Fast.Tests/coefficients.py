"""Prints the coefficients of ElementaryConstants.cs: Chebyshev interpolation with 60 digits, and its largest relative error.

Run with any Python that has mpmath.
"""
from mpmath import mp, mpf, cos, pi, log, sqrt, exp, chebyt, atanh, fabs, matrix, lu_solve

mp.dps = 60


def fit(f, low, high, degree):
    """The polynomial through f at the Chebyshev nodes of [low, high], lowest power first."""
    nodes = [(low + high) / 2 + (high - low) / 2 * cos((2 * i + 1) * pi / (2 * degree + 2)) for i in range(degree + 1)]
    powers = matrix(degree + 1, degree + 1)
    for i, x in enumerate(nodes):
        for j in range(degree + 1):
            powers[i, j] = x ** j
    return list(lu_solve(powers, matrix([f(x) for x in nodes])))


def exp_rest(r):
    """q(r) of exp(r) = 1 + r + r^2 q(r)."""
    return (exp(r) - 1 - r) / r ** 2 if fabs(r) > mpf(10) ** -15 else mpf(1) / 2 + r / 6


def log_rest(z):
    """p(z) of log((1 + s) / (1 - s)) = 2 s + s z p(z), z = s^2."""
    s = sqrt(z)
    return (2 * atanh(s) - 2 * s) / (s * z) if z > mpf(10) ** -15 else mpf(2) / 3 + z * 2 / 5


def show(name, coefficients):
    print(name)
    for c in coefficients:
        print("   ", mp.nstr(c, 20))


half = log(2) / 2 * mpf("1.0001")
top = ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2
for precision, exp_degree, log_degree in (("float", 5, 3), ("double", 10, 7)):
    q, p = fit(exp_rest, -half, half, exp_degree), fit(log_rest, mpf(0), top, log_degree)
    show(f"exp, {precision}", q)
    show(f"log, {precision}", p)
    error = max(fabs((1 + r + r ** 2 * mp.polyval(q[::-1], r)) / exp(r) - 1) for r in (half * i / 500 for i in range(-500, 501)))
    print("    relative error of exp", mp.nstr(error, 3))
    error = max(
        fabs((2 * s + s ** 3 * mp.polyval(p[::-1], s * s)) / (2 * atanh(s)) - 1) for s in (sqrt(top) * i / 500 for i in range(1, 501)))
    print("    relative error of log", mp.nstr(error, 3))

for precision, bits in (("float", 12), ("double", 40)):
    high = mp.floor(log(2) * 2 ** bits) / mpf(2) ** bits
    print(f"ln 2, {precision}: {mp.nstr(high, 25)} + {mp.nstr(log(2) - high, 20)}")
print("1 / ln 2:", mp.nstr(1 / log(2), 20), " sqrt(1/2):", mp.nstr(sqrt(mpf(1) / 2), 20))
