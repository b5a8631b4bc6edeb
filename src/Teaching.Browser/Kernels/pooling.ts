// Max pooling in a browser, as PoolingLoops.cs: the n values that a pixel has in a batch lie together, and a window's pixels are taken in turn.

/** A PoolingTask of C#: the fields in its order. */
@unmanaged
export class PoolingTask {
  channels: i32;
  height: i32;
  width: i32;
  /** What comes out has these sizes. */
  rows: i32;
  columns: i32;
  kernel: i32;
  stride: i32;
  n: i32;
  x: usize;
  y: usize;
  dy: usize;
  dx: usize;
  /** Room for n numbers. */
  left: usize;
}

const vector: i32 = 16;

/** The bytes from the first of a channel's pixel to those of another one. */
// @ts-ignore: a decorator of AssemblyScript.
@inline
function place<T>(task: PoolingTask, height: i32, width: i32, channel: i32, y: i32, x: i32): i32 {
  return ((channel * height + y) * width + x) * task.n * sizeof<T>();
}

/** y = the largest x of its window. */
export function largest<T>(task: PoolingTask): void {
  for (let c = 0; c < task.channels; c++) {
    for (let row = 0; row < task.rows; row++) {
      for (let column = 0; column < task.columns; column++) largestOf<T>(task, c, row, column);
    }
  }
}

function largestOf<T>(task: PoolingTask, c: i32, row: i32, column: i32): void {
  const y = task.y + place<T>(task, task.rows, task.columns, c, row, column), bytes = task.n * sizeof<T>(), whole = bytes & -vector;
  for (let i = 0; i < task.kernel; i++) {
    for (let j = 0; j < task.kernel; j++) {
      const x = task.x + place<T>(task, task.height, task.width, c, row * task.stride + i, column * task.stride + j);
      if ((i | j) == 0) { memory.copy(y, x, bytes); continue; }
      for (let k = 0; k < whole; k += vector) v128.store(y + k, v128.max<T>(v128.load(y + k), v128.load(x + k)));
      for (let k = whole; k < bytes; k += sizeof<T>()) store<T>(y + k, max<T>(load<T>(y + k), load<T>(x + k)));
    }
  }
}

/** dx = the dy of all windows in which x is the first that equals y. */
export function largestBackward<T>(task: PoolingTask): void {
  memory.fill(task.dx, 0, place<T>(task, task.height, task.width, task.channels, 0, 0));
  for (let c = 0; c < task.channels; c++) {
    for (let row = 0; row < task.rows; row++) {
      for (let column = 0; column < task.columns; column++) hand<T>(task, c, row, column);
    }
  }
}

/** Hands what is left of a window's dy to the x that equal y. */
function hand<T>(task: PoolingTask, c: i32, row: i32, column: i32): void {
  const at = place<T>(task, task.rows, task.columns, c, row, column), bytes = task.n * sizeof<T>(), whole = bytes & -vector;
  const y = task.y + at, left = task.left, zero = i32x4.splat(0);
  memory.copy(left, task.dy + at, bytes);
  for (let i = 0; i < task.kernel; i++) {
    for (let j = 0; j < task.kernel; j++) {
      const from = place<T>(task, task.height, task.width, c, row * task.stride + i, column * task.stride + j), x = task.x + from, dx = task.dx + from;
      for (let k = 0; k < whole; k += vector) {
        const dy = v128.load(left + k), equal = v128.eq<T>(v128.load(x + k), v128.load(y + k));
        v128.store(dx + k, v128.add<T>(v128.load(dx + k), v128.bitselect(dy, zero, equal)));
        v128.store(left + k, v128.andnot(dy, equal));
      }
      for (let k = whole; k < bytes; k += sizeof<T>()) {
        if (load<T>(x + k) != load<T>(y + k)) continue;
        store<T>(dx + k, load<T>(dx + k) + load<T>(left + k));
        store<T>(left + k, <T>0);
      }
    }
  }
}
