// The gradient of a convolution's kernels in a browser, as LaneProduct.cs: a row of windows adds pixel times gradient to each weight's sums, of
// which there is one for each lane of 64 bytes. Three rows by three columns are 9 sums, 3 vectors of gradients, one of pixels and one product on
// its way: 14 of 16 registers.

/** A LaneSums<T> of C#: the fields in its order. */
@unmanaged
export class LaneSums {
  depth: i32;
  channels: i32;
  /** The sums of weight k of channel o are the 64 bytes from sums + (k·channels + o)·64 on; the biases' come last. */
  sums: usize;
  /** The first window, and where its pixels are, in bytes from there. */
  x: usize;
  list: usize;
  /** The gradients of the first channel; each next one's are plane numbers further on. */
  dz: usize;
  plane: i32;
  /** So many numbers of pixels and gradients belong to the row. */
  length: i32;
  /** As many ones, for the biases; 0 where there are none. */
  ones: usize;
}

/** Bytes of a weight's sums, and of a vector of them. */
const line: i32 = 64, vector: i32 = 16;

/** The most weights and channels at a time. */
const most: i32 = 3;

/** Adds a row of windows to the sums. */
export function laneSums<T>(task: LaneSums): void {
  for (let o = 0; o < task.channels; o += most) {
    const columns = min(most, task.channels - o), dz = task.dz + o * task.plane * sizeof<T>();
    for (let k = 0; k < task.depth; k += most) {
      tile<T>(task, min(most, task.depth - k), columns, task.x, task.list + k * sizeof<i32>(), dz, task.sums + (k * task.channels + o) * line);
    }
    if (task.ones) tile<T>(task, 1, columns, task.ones, 0, dz, task.sums + (task.depth * task.channels + o) * line);
  }
}

function tile<T>(task: LaneSums, rows: i32, columns: i32, x: usize, list: usize, dz: usize, sums: usize): void {
  // Without a list there is one row, at x itself.
  const x0 = list ? x + load<i32>(list) : x, x1 = rows > 1 ? x + load<i32>(list, 4) : x, x2 = rows > 2 ? x + load<i32>(list, 8) : x;
  for (let lane = 0; lane < line; lane += vector) {
    switch (rows * 4 + columns) {
      case 5: kernel<T>(1, 1, task, x0 + lane, x1 + lane, x2 + lane, dz + lane, sums + lane); break;
      case 6: kernel<T>(1, 2, task, x0 + lane, x1 + lane, x2 + lane, dz + lane, sums + lane); break;
      case 7: kernel<T>(1, 3, task, x0 + lane, x1 + lane, x2 + lane, dz + lane, sums + lane); break;
      case 9: kernel<T>(2, 1, task, x0 + lane, x1 + lane, x2 + lane, dz + lane, sums + lane); break;
      case 10: kernel<T>(2, 2, task, x0 + lane, x1 + lane, x2 + lane, dz + lane, sums + lane); break;
      case 11: kernel<T>(2, 3, task, x0 + lane, x1 + lane, x2 + lane, dz + lane, sums + lane); break;
      case 13: kernel<T>(3, 1, task, x0 + lane, x1 + lane, x2 + lane, dz + lane, sums + lane); break;
      case 14: kernel<T>(3, 2, task, x0 + lane, x1 + lane, x2 + lane, dz + lane, sums + lane); break;
      default: kernel<T>(3, 3, task, x0 + lane, x1 + lane, x2 + lane, dz + lane, sums + lane);
    }
  }
}

/** The sums of up to 3 weights (a, b, c) by 3 channels. Each call has constants for both, so every condition on them is decided. */
// @ts-ignore: a decorator of AssemblyScript.
@inline
function kernel<T>(rows: i32, columns: i32, task: LaneSums, x0: usize, x1: usize, x2: usize, y0: usize, sums: usize): void {
  const plane = task.plane * sizeof<T>(), row = task.channels * line, sums1 = sums + row, sums2 = sums1 + row;
  const end = task.length * sizeof<T>(), zero = i32x4.splat(0), y1 = y0 + plane, y2 = y1 + plane;
  let a0 = v128.load(sums), a1 = zero, a2 = zero, b0 = zero, b1 = zero, b2 = zero, c0 = zero, c1 = zero, c2 = zero;
  if (columns > 1) a1 = v128.load(sums, line);
  if (columns > 2) a2 = v128.load(sums, 2 * line);
  if (rows > 1) { b0 = v128.load(sums1); if (columns > 1) b1 = v128.load(sums1, line); if (columns > 2) b2 = v128.load(sums1, 2 * line); }
  if (rows > 2) { c0 = v128.load(sums2); if (columns > 1) c1 = v128.load(sums2, line); if (columns > 2) c2 = v128.load(sums2, 2 * line); }

  for (let k = 0; k < end; k += line) {
    const d0 = v128.load(y0 + k), d1 = columns > 1 ? v128.load(y1 + k) : zero, d2 = columns > 2 ? v128.load(y2 + k) : zero;
    let x = v128.load(x0 + k);
    a0 = v128.add<T>(a0, v128.mul<T>(x, d0));
    if (columns > 1) a1 = v128.add<T>(a1, v128.mul<T>(x, d1));
    if (columns > 2) a2 = v128.add<T>(a2, v128.mul<T>(x, d2));
    if (rows > 1) {
      x = v128.load(x1 + k);
      b0 = v128.add<T>(b0, v128.mul<T>(x, d0));
      if (columns > 1) b1 = v128.add<T>(b1, v128.mul<T>(x, d1));
      if (columns > 2) b2 = v128.add<T>(b2, v128.mul<T>(x, d2));
    }
    if (rows > 2) {
      x = v128.load(x2 + k);
      c0 = v128.add<T>(c0, v128.mul<T>(x, d0));
      if (columns > 1) c1 = v128.add<T>(c1, v128.mul<T>(x, d1));
      if (columns > 2) c2 = v128.add<T>(c2, v128.mul<T>(x, d2));
    }
  }

  v128.store(sums, a0);
  if (columns > 1) v128.store(sums, a1, line);
  if (columns > 2) v128.store(sums, a2, 2 * line);
  if (rows > 1) { v128.store(sums1, b0); if (columns > 1) v128.store(sums1, b1, line); if (columns > 2) v128.store(sums1, b2, 2 * line); }
  if (rows > 2) { v128.store(sums2, c0); if (columns > 1) v128.store(sums2, c1, line); if (columns > 2) v128.store(sums2, c2, 2 * line); }
}
