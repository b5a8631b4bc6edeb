"""Writes drawing.json: small pictures rotated, zoomed and resized by SciPy's affine_transform, for the tests to meet to one grey level.

Written from the definition (a pixel looks back to where it comes from), with nothing of the library.
Run it in this folder: python3 drawing.py
"""
import json

import numpy as np
import scipy
from scipy.ndimage import affine_transform

HEIGHT, WIDTH = 9, 7


def picture(height, width):
    """Grey levels by a rule that any language can follow: (37·i mod 256), brightest in the middle rows."""
    i = np.arange(height * width)
    return ((37 * i) % 256).reshape(height, width).astype(np.float64)


def draw(name, new, shown, degrees):
    a = np.deg2rad(degrees)
    turn = np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])  # (down, right) of the new from the old middle
    matrix = np.diag([shown[0] / new[0], shown[1] / new[1]]) @ turn
    offset = (np.array([HEIGHT, WIDTH]) - 1) / 2 - matrix @ ((np.array(new) - 1) / 2)
    out = affine_transform(picture(HEIGHT, WIDTH), matrix, offset, output_shape=new, order=1, mode="grid-constant", cval=0.0)
    return {"name": name, "new": new, "shown": shown, "degrees": degrees, "pixels": [round(float(x), 6) for x in out.flatten()]}


same = (HEIGHT, WIDTH)
cases = [draw(f"rotated by {d}", same, same, d) for d in (0, 10, -15, 45, 90, 137, 180)]
cases += [draw(f"zoomed to {k}", same, (k, k), 0) for k in (3, 4, 7)]
cases += [draw("resized up", (18, 14), same, 0), draw("resized down", (5, 4), same, 0), draw("zoomed and rotated", same, (5, 5), 12.5)]
with open("drawing.json", "w") as file:
    json.dump({"scipy": scipy.__version__, "cases": cases}, file, separators=(",", ":"))
    file.write("\n")
