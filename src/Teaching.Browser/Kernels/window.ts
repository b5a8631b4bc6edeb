// The windows of a convolution in a browser: a row of windows, each the product of the kernels with the pixels that it sees, for a block of 32
// images that lie side by side. As WindowProduct.cs, whose work it does: the pixels of a window stand where a list says, nothing is copied.

import { tile, tileRow } from "./tile";

/** Images in a block, as BlockShape.cs has it. */
const lanes: i32 = 32;

/** A WindowRow<T> of C#: the fields in its order. */
@unmanaged
export class WindowRow {
  windows: i32;
  channels: i32;
  /** Kernels are cut into so many panels of nearly equal length, and lie panel by panel, step by step. */
  panels: i32;
  depth: i32;
  kernels: usize;
  /** Where the sums of channel o start: the numbers from start[o·startRow] on. */
  start: usize;
  startRow: i32;
  /** Where the pixels of a window are, in bytes from its first. */
  window: usize;
  /** The first window, and how many numbers further on each next one is. */
  first: usize;
  step: i32;
  /** Y(o, x, n) goes to to[o·plane + x·32 + n]. */
  plane: i32;
  to: usize;
}

/** Computes a row of windows. */
export function windowRow<T>(task: WindowRow): void {
  const block = lanes * sizeof<T>(), cRow = task.plane * sizeof<T>(), startRow = task.startRow * sizeof<T>();
  for (let x = 0; x < task.windows; x++) {
    const first = task.first + x * task.step * sizeof<T>(), to = task.to + x * block;
    for (let i = 0; i < task.panels; i++) {
      const begin = task.channels * i / task.panels, rows = task.channels * (i + 1) / task.panels - begin;
      const a = task.kernels + begin * task.depth * sizeof<T>(), start = task.start + begin * startRow, c = to + begin * cRow;
      for (let lane = 0; lane < block; lane += tileRow) {
        tile<T>(rows, task.depth, a, sizeof<T>(), rows * sizeof<T>(), first + lane, task.window, start, startRow, false, c + lane, cRow);
      }
    }
  }
}
