// The matrix product of the library in a browser: C = start + A·B, in SIMD of 128 bits, for float and double. It takes the same task
// as the desktop's kernels (ProductTask.cs), in the memory of the .NET runtime, and adds up each element of C as they do, for
// k = 0, 1, 2, ... The one difference: WebAssembly has no fused multiply-add, so product and sum are rounded each. (Relaxed SIMD has one,
// but there the machine decides whether it is fused, and results would differ from one machine to another.)
//
// The shape of a tile. V8 has 16 vector registers on x64. A tile of r rows by v vectors needs r·v for the sums, v for the numbers of B,
// one for the number of A in all lanes and one for a product on its way to its sum: r·v + v + 2. Each step of k loads r numbers of A and
// v vectors of B for r·v multiplications, so (r + v) / (r·v) loads each. Of all tiles that fit,
//
//     13x1: 1.08 loads,   6x2: 0.67,   3x3: 0.67,   2x4: 0.75
//
// 6x2 and 3x3 load least, and 6x2 has 12 sums that do not wait for each other, where an addition of 4 cycles, two at a time, asks for 8.
// Two units that multiply or add 4 floats make 8 operations in a cycle the limit: 33 GFLOP/s at 4.1 GHz.
//
// The module has no memory of its own, no data, no stack and no state: all it touches is what its arguments point to.

/** A ProductTask<T> of C# where an address has 4 bytes: the fields that are read here, in its order. Strides count numbers, not bytes. */
@unmanaged
class ProductTask {
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

/** Bytes of a vector and of a row of a tile, which is two of them. */
const vector: i32 = 16, tileRow: i32 = 32;

/** The most rows of a tile. */
const tileRows: i32 = 6;

/**
 * Computes C. The work memory has (depth + 6)·32 bytes: room for a panel of B and, behind it, for a tile that C has not enough columns for.
 */
export function multiplyFloats(task: ProductTask, work: usize): void {
  multiply<f32>(task, work);
}

/** As multiplyFloats, for double. */
export function multiplyDoubles(task: ProductTask, work: usize): void {
  multiply<f64>(task, work);
}

/** Packs B panel by panel, each as wide as a tile, and goes down the rows with it: the panel stays in the nearest cache meanwhile. */
function multiply<T>(task: ProductTask, work: usize): void {
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
    task, rows, task.a + i * task.aRow * sizeof<T>(), panel,
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
  tile<T>(task, rows, task.a + i * task.aRow * sizeof<T>(), panel, scratch, tileRow, true, scratch, tileRow);
  for (let row = 0; row < rows; row++) {
    memory.copy(task.c + ((i + row) * task.cRow + j) * sizeof<T>(), scratch + row * tileRow, used * sizeof<T>());
  }
}

/** The sums of a tile, by the kernel for this number of rows. */
function tile<T>(
  task: ProductTask, rows: i32, a: usize, panel: usize, start: usize, startRow: i32, startsDiffer: bool, c: usize, cRow: i32): void {
  switch (rows) {
    case 1: kernel<T>(1, task, a, panel, start, startRow, startsDiffer, c, cRow); break;
    case 2: kernel<T>(2, task, a, panel, start, startRow, startsDiffer, c, cRow); break;
    case 3: kernel<T>(3, task, a, panel, start, startRow, startsDiffer, c, cRow); break;
    case 4: kernel<T>(4, task, a, panel, start, startRow, startsDiffer, c, cRow); break;
    case 5: kernel<T>(5, task, a, panel, start, startRow, startsDiffer, c, cRow); break;
    default: kernel<T>(6, task, a, panel, start, startRow, startsDiffer, c, cRow);
  }
}

/**
 * The heart: up to 6 rows by 2 vectors of C (s and t), in registers while k runs. Each call has a constant for rows, so a copy is made for it
 * in which every condition on rows is decided. Strides are in bytes here. Where the starts of a row differ they are a vector, else a number.
 */
// @ts-ignore: a decorator of AssemblyScript.
@inline
function kernel<T>(
  rows: i32, task: ProductTask, a: usize, panel: usize, start: usize, startRow: i32, startsDiffer: bool, c: usize, cRow: i32): void {
  const row = task.aRow * sizeof<T>(), step = task.aStep * sizeof<T>();
  let s0 = first<T>(start, startsDiffer), t0 = second<T>(start, startsDiffer);
  let s1 = s0, t1 = t0, s2 = s0, t2 = t0, s3 = s0, t3 = t0, s4 = s0, t4 = t0, s5 = s0, t5 = t0;
  if (rows > 1) { start += startRow; s1 = first<T>(start, startsDiffer); t1 = second<T>(start, startsDiffer); }
  if (rows > 2) { start += startRow; s2 = first<T>(start, startsDiffer); t2 = second<T>(start, startsDiffer); }
  if (rows > 3) { start += startRow; s3 = first<T>(start, startsDiffer); t3 = second<T>(start, startsDiffer); }
  if (rows > 4) { start += startRow; s4 = first<T>(start, startsDiffer); t4 = second<T>(start, startsDiffer); }
  if (rows > 5) { start += startRow; s5 = first<T>(start, startsDiffer); t5 = second<T>(start, startsDiffer); }

  const a1 = row, a2 = 2 * row, a3 = 3 * row, a4 = 4 * row, a5 = 5 * row;
  for (const end = panel + task.depth * tileRow; panel < end; panel += tileRow, a += step) {
    const b0 = v128.load(panel), b1 = v128.load(panel, vector);
    let x = all<T>(a);
    s0 = v128.add<T>(s0, v128.mul<T>(x, b0));
    t0 = v128.add<T>(t0, v128.mul<T>(x, b1));
    if (rows > 1) { x = all<T>(a + a1); s1 = v128.add<T>(s1, v128.mul<T>(x, b0)); t1 = v128.add<T>(t1, v128.mul<T>(x, b1)); }
    if (rows > 2) { x = all<T>(a + a2); s2 = v128.add<T>(s2, v128.mul<T>(x, b0)); t2 = v128.add<T>(t2, v128.mul<T>(x, b1)); }
    if (rows > 3) { x = all<T>(a + a3); s3 = v128.add<T>(s3, v128.mul<T>(x, b0)); t3 = v128.add<T>(t3, v128.mul<T>(x, b1)); }
    if (rows > 4) { x = all<T>(a + a4); s4 = v128.add<T>(s4, v128.mul<T>(x, b0)); t4 = v128.add<T>(t4, v128.mul<T>(x, b1)); }
    if (rows > 5) { x = all<T>(a + a5); s5 = v128.add<T>(s5, v128.mul<T>(x, b0)); t5 = v128.add<T>(t5, v128.mul<T>(x, b1)); }
  }

  v128.store(c, s0); v128.store(c, t0, vector);
  if (rows > 1) { c += cRow; v128.store(c, s1); v128.store(c, t1, vector); }
  if (rows > 2) { c += cRow; v128.store(c, s2); v128.store(c, t2, vector); }
  if (rows > 3) { c += cRow; v128.store(c, s3); v128.store(c, t3, vector); }
  if (rows > 4) { c += cRow; v128.store(c, s4); v128.store(c, t4, vector); }
  if (rows > 5) { c += cRow; v128.store(c, s5); v128.store(c, t5, vector); }
}

/** One number in all lanes. */
// @ts-ignore: a decorator of AssemblyScript.
@inline
function all<T>(address: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(address) : v128.load64_splat(address);
}

// @ts-ignore: a decorator of AssemblyScript.
@inline
function first<T>(start: usize, differ: bool): v128 {
  return differ ? v128.load(start) : all<T>(start);
}

// @ts-ignore: a decorator of AssemblyScript.
@inline
function second<T>(start: usize, differ: bool): v128 {
  return differ ? v128.load(start, vector) : all<T>(start);
}
