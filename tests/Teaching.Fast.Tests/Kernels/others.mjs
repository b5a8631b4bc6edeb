// Compares what the module computes beside products with plain loops, bit for bit: node others.mjs MODULE SEED.
// Each trial takes random sizes, float or double, any addresses; every byte of the memory must be as the loops leave theirs.
import { Kernels, randomOf } from "./kernels.mjs";

const [file, seed] = [process.argv[2], Number(process.argv[3])];
const random = randomOf(seed);
const from = (least, most) => least + Math.floor(random() * (most - least + 1));
const kernels = new Kernels(file, 16);
const { bytes } = kernels;

/** Numbers of a size in some memory. */
class Numbers {
  constructor(memory, size) {
    this.view = new DataView(memory.buffer);
    this.size = size;
    this.round = size === 4 ? Math.fround : value => value;
  }
  get(at) { return this.size === 4 ? this.view.getFloat32(at, true) : this.view.getFloat64(at, true); }
  set(at, value) { this.size === 4 ? this.view.setFloat32(at, value, true) : this.view.setFloat64(at, value, true); }
  int(at) { return this.view.getInt32(at, true); }
  setInt(at, value) { this.view.setInt32(at, value, true); }
}

/** One after another: memory for tasks and numbers. */
let free;
const take = length => { free += 4 * from(0, 9); const at = free; free += (length + 3) & -4; return at; };
const fill = (n, count, value = () => random() * 2 - 1) => { const at = take(count * n.size); for (let i = 0; i < count; i++) n.set(at + i * n.size, value()); return at; };
const ints = (n, values) => { const at = take(4 * values.length); values.forEach((value, i) => n.setInt(at + 4 * i, value)); return at; };

const trials = {
  /** A row of windows: Y(o, x, n), whose channels stand a plane apart, = start(o) + sum over k of kernel(o, k) · first[window(k) + x·step + n]. */
  windowRow(n) {
    const windows = from(1, 6), channels = from(1, 20), depth = from(1, 12), panels = Math.ceil(channels / 6), step = 32 * from(1, 2), plane = 32 * (windows + from(0, 2));
    const w = fill(n, channels * depth), start = fill(n, channels * 4), window = ints(n, Array.from({ length: depth }, () => 32 * n.size * from(0, 20)));
    const first = fill(n, 32 * (21 + 2 * windows)), to = fill(n, channels * plane);
    const task = ints(n, [windows, channels, panels, depth, w, start, 4, window, first, step, plane, to]);
    return [1, task, m => {
      for (let p = 0; p < panels; p++) {
        const begin = Math.floor(channels * p / panels), end = Math.floor(channels * (p + 1) / panels);
        for (let o = begin; o < end; o++) for (let x = 0; x < windows; x++) for (let l = 0; l < 32; l++) {
          let sum = m.get(start + o * 4 * m.size);
          for (let k = 0; k < depth; k++) {
            const weight = m.get(w + (begin * depth + k * (end - begin) + o - begin) * m.size);
            sum = m.round(sum + m.round(weight * m.get(first + m.int(window + 4 * k) + (x * step + l) * m.size)));
          }
          m.set(to + (o * plane + x * 32 + l) * m.size, sum);
        }
      }
    }, n2 => fillStart(n2, start, channels)];
  },
  /** Each weight's sums, one for each lane of 64 bytes, go on over the row. */
  laneSums(n) {
    const depth = from(1, 10), channels = from(1, 8), lanes = 64 / n.size, length = lanes * from(1, 6), plane = length + lanes * from(0, 2), bias = from(0, 1);
    const sums = fill(n, (depth + 1) * channels * lanes), x = fill(n, length + 20 * lanes), dz = fill(n, channels * plane), ones = fill(n, length, () => 1);
    const list = ints(n, Array.from({ length: depth }, () => 64 * from(0, 20)));
    const task = ints(n, [depth, channels, sums, x, list, dz, plane, length, bias ? ones : 0]);
    return [2, task, m => {
      for (let k = 0; k < depth + bias; k++) for (let o = 0; o < channels; o++) for (let i = 0; i < length; i++) {
        const at = sums + ((k * channels + o) * lanes + i % lanes) * m.size, pixels = k < depth ? x + m.int(list + 4 * k) : ones;
        m.set(at, m.round(m.get(at) + m.round(m.get(pixels + i * m.size) * m.get(dz + (o * plane + i) * m.size))));
      }
    }];
  },
  pixelRows(n) {
    const size = from(1, 30), images = from(1, 20), count = from(0, 30), rows = count + from(0, 5), pixels = take(images * size);
    for (let i = 0; i < images * size; i++) bytes[pixels + i] = from(0, 255);
    const indices = ints(n, Array.from({ length: count }, () => from(0, images - 1))), table = fill(n, 256), to = fill(n, size * rows);
    return [3, ints(n, [pixels, size, indices, count, table, to, rows]), (m, memory) => {
      for (let j = 0; j < size; j++) for (let i = 0; i < count; i++) {
        m.set(to + (j * rows + i) * m.size, m.get(table + memory[pixels + m.int(indices + 4 * i) * size + j] * m.size));
      }
    }];
  },
  adamStep(n) {
    const count = from(0, 40), f = n.round, rule = Array.from({ length: 9 }, () => f(random()));
    const g = fill(n, count), w = fill(n, count), m1 = fill(n, count), v1 = fill(n, count, random);
    free = (free + 7) & -8;
    const task = free;
    free += 9 * n.size;
    rule.forEach((value, i) => n.set(task + i * n.size, value));
    [g, w, m1, v1, count].forEach((value, i) => n.setInt(task + 9 * n.size + 4 * i, value));
    free += 24;
    const [beta1, new1, beta2, new2, step, root, epsilon, l2, kept] = rule;
    return [4, task, n2 => {
      for (let i = 0; i < count; i++) {
        const at = i * n2.size, weight = n2.get(w + at), slope = f(n2.get(g + at) + f(l2 * weight));
        const mean = f(f(beta1 * n2.get(m1 + at)) + f(new1 * slope)), square = f(f(beta2 * n2.get(v1 + at)) + f(new2 * f(slope * slope)));
        n2.set(m1 + at, mean);
        n2.set(v1 + at, square);
        n2.set(w + at, f(f(kept * weight) - f(f(step * mean) / f(f(root * f(Math.sqrt(square))) + epsilon))));
      }
    }];
  },
  pooling(n) {
    const channels = from(1, 3), kernel = from(1, 3), stride = from(1, 3), rows = from(1, 4), columns = from(1, 4), count = from(1, 9);
    const height = (rows - 1) * stride + kernel + from(0, 1), width = (columns - 1) * stride + kernel + from(0, 1);
    const backward = from(0, 1), few = () => from(-2, 2) / 2;
    const x = fill(n, channels * height * width * count, few), y = fill(n, channels * rows * columns * count, few);
    const dy = fill(n, channels * rows * columns * count), dx = fill(n, channels * height * width * count), left = take(count * n.size);
    const task = ints(n, [channels, height, width, rows, columns, kernel, stride, count, x, y, dy, dx, left]);
    return [5 + backward, task, (m, memory) => {
      if (backward) memory.fill(0, dx, dx + channels * height * width * count * m.size);
      for (let c = 0; c < channels; c++) for (let r = 0; r < rows; r++) for (let s = 0; s < columns; s++) for (let i = 0; i < count; i++) {
        const out = (((c * rows + r) * columns + s) * count + i) * m.size;
        let most = -Infinity, rest = m.get(dy + out);
        for (let tap = 0; tap < kernel * kernel; tap++) {
          const row = r * stride + Math.floor(tap / kernel), column = s * stride + tap % kernel;
          const at = (((c * height + row) * width + column) * count + i) * m.size;
          most = Math.max(most, m.get(x + at));
          if (!backward || m.get(x + at) !== m.get(y + out)) continue;
          m.set(dx + at, m.round(m.get(dx + at) + rest));
          rest = 0;
        }
        if (backward) m.set(left + i * m.size, rest);
        else m.set(y + out, most);
      }
    }];
  },
};

/** All numbers of a channel's start are the same. */
function fillStart(n, start, channels) {
  for (let o = 0; o < channels; o++) for (let i = 1; i < 4; i++) n.set(start + (o * 4 + i) * n.size, n.get(start + o * 4 * n.size));
}

for (let trial = 0; trial < 1000; trial++) {
  const name = Object.keys(trials)[trial % 5], n = new Numbers(bytes, 4 << from(0, 1));
  free = 64;
  const [kernel, task, loops, prepare] = trials[name](n);
  prepare?.(n);
  const expected = bytes.slice();
  loops(new Numbers(expected, n.size), expected);
  kernels.functions.run(kernel, task, 0, n.size === 8);
  const wrong = bytes.findIndex((byte, i) => byte !== expected[i]);
  if (wrong >= 0) throw new Error(`seed ${seed}, trial ${trial}: ${name} of ${n.size} bytes differs from the loops at byte ${wrong} of ${free}`);
}
console.log(`seed ${seed}: 1000 results are those of plain loops`);
