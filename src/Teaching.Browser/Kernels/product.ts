// The matrix product of the library in a browser: C = start + A·B, in SIMD of 128 bits, for float and double. It takes the same task
// as the desktop's kernels (ProductTask.cs), in the memory of the .NET runtime, and adds up each element of C as they do, for
// k = 0, 1, 2, ... The one difference: WebAssembly has no fused multiply-add, so product and sum are rounded each. (Relaxed SIMD has one,
// but there the machine decides whether it is fused, and results would differ from one machine to another.)

import { tile, tileRow, tileRows, vector } from "./tile";

/** A ProductTask<T> of C# where an address has 4 bytes: the fields that are read here, in its order. Strides count numbers, not bytes. */
@unmanaged
export class ProductTask {
  rows: i32;
  columns: i32;
  depth: i32;
  /** A(i, k) = a[i·aRow + k·aStep]. */
  a: usize;
  aRow: i32;
  aStep: i32;
  /** B(k, j) = b[k·bStep + j·bColumn]. */
  b: usize;
  bStep: i32;
  bColumn: i32;
  /** C(i, j) = c[i·cRow + j]. */
  c: usize;
  cRow: i32;
  /** Where the sum of C(i, j) starts: start[i·startRow + j·startColumn]. startColumn is 0 or 1. */
  start: usize;
  startRow: i32;
  startColumn: i32;
}

/**
 * Computes C. The work memory has (depth + 6)·32 bytes: room for a panel of B and, behind it, for a tile that C has not enough columns for.
 */
export function multiply<T>(task: ProductTask, work: usize): void {
  // Packs B panel by panel, each as wide as a tile, and goes down the rows with it: the panel stays in the nearest cache meanwhile.
  const width: i32 = tileRow / sizeof<T>();
  for (let j = 0; j < task.columns; j += width) {
    const used = min(width, task.columns - j);
    pack<T>(task, j, used, work);
    // As many tiles as must be, and these as equal as can be: 8 rows are 4 and 4, not 6 and 2.
    const tiles = (task.rows + tileRows - 1) / tileRows;
    for (let t = 0, i = 0; t < tiles; t++) {
      const end = task.rows * (t + 1) / tiles;
      if (used == width) wholeTile<T>(task, i, end - i, j, work);
      else partialTile<T>(task, i, end - i, j, used, work);
      i = end;
    }
  }
}

/** Lays the columns j to j + used of B out in the order in which tiles read them: panel[k·width + column]. The rest of the width is zeros. */
function pack<T>(task: ProductTask, j: i32, used: i32, panel: usize): void {
  const step = task.bStep * sizeof<T>(), column = task.bColumn * sizeof<T>(), end = panel + task.depth * tileRow;
  let from = task.b + j * column;
  if (used * sizeof<T>() < tileRow) memory.fill(panel, 0, end - panel);
  if (used * sizeof<T>() == tileRow && task.bColumn == 1) {
    for (; panel < end; panel += tileRow, from += step) {
      v128.store(panel, v128.load(from));
      v128.store(panel, v128.load(from, vector), vector);
    }
    return;
  }
  for (let i = 0; i < used; i++, from += column, panel += sizeof<T>()) {
    for (let to = panel, number = from; to < end; to += tileRow, number += step) store<T>(to, load<T>(number));
  }
}

function wholeTile<T>(task: ProductTask, i: i32, rows: i32, j: i32, panel: usize): void {
  tile<T>(
    rows, task.depth, task.a + i * task.aRow * sizeof<T>(), task.aRow * sizeof<T>(), task.aStep * sizeof<T>(), panel, 0,
    task.start + (i * task.startRow + j * task.startColumn) * sizeof<T>(), task.startRow * sizeof<T>(), task.startColumn != 0,
    task.c + (i * task.cRow + j) * sizeof<T>(), task.cRow * sizeof<T>());
}

/** A tile wider than what is left of C is computed behind the panel. */
function partialTile<T>(task: ProductTask, i: i32, rows: i32, j: i32, used: i32, panel: usize): void {
  const scratch = panel + task.depth * tileRow;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < used; column++) {
      const start = (i + row) * task.startRow + (j + column) * task.startColumn;
      store<T>(scratch + row * tileRow + column * sizeof<T>(), load<T>(task.start + start * sizeof<T>()));
    }
  }
  tile<T>(
    rows, task.depth, task.a + i * task.aRow * sizeof<T>(), task.aRow * sizeof<T>(), task.aStep * sizeof<T>(), panel, 0,
    scratch, tileRow, true, scratch, tileRow);
  for (let row = 0; row < rows; row++) {
    memory.copy(task.c + ((i + row) * task.cRow + j) * sizeof<T>(), scratch + row * tileRow, used * sizeof<T>());
  }
}
