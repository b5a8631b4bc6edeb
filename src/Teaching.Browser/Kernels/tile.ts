// The heart of the products: a tile of C = start + A·B, in SIMD of 128 bits, for float and double, its sums in registers while k runs.
//
// The shape of a tile. V8 has 16 vector registers on x64. A tile of r rows by v vectors needs r·v for the sums, v for the numbers of B,
// one for the number of A in all lanes and one for a product on its way to its sum: r·v + v + 2. Each step of k loads r numbers of A and
// v vectors of B for r·v multiplications, so (r + v) / (r·v) loads each. Of all tiles that fit,
//
//     13x1: 1.08 loads,   6x2: 0.67,   3x3: 0.67,   2x4: 0.75
//
// 6x2 and 3x3 load least, and 6x2 has 12 sums that do not wait for each other, where an addition of 4 cycles, two at a time, asks for 8.
// Two units that multiply or add 4 floats make 8 operations in a cycle the limit: 33 GFLOP/s at 4.1 GHz.

/** Bytes of a vector and of a row of a tile, which is two of them. */
export const vector: i32 = 16, tileRow: i32 = 32;

/** The most rows of a tile. */
export const tileRows: i32 = 6;

/**
 * Computes a tile by the kernel for this number of rows. All distances are in bytes. A(i, k) is at a + i·row + k·step. Row k of B is at
 * b + k·tileRow, or where there is a list, as many bytes behind b as its number k says. Where the starts of a row differ they are two vectors,
 * else a number.
 */
export function tile<T>(
  rows: i32, depth: i32, a: usize, row: i32, step: i32, b: usize, list: usize, start: usize, startRow: i32, startsDiffer: bool, c: usize, cRow: i32): void {
  if (list) tileOf<T>(true, rows, depth, a, row, step, b, list, start, startRow, startsDiffer, c, cRow);
  else tileOf<T>(false, rows, depth, a, row, step, b, list, start, startRow, startsDiffer, c, cRow);
}

// @ts-ignore: a decorator of AssemblyScript.
@inline
function tileOf<T>(
  listed: bool, rows: i32, depth: i32, a: usize, row: i32, step: i32, b: usize, list: usize, start: usize, startRow: i32, startsDiffer: bool,
  c: usize, cRow: i32): void {
  switch (rows) {
    case 1: kernel<T>(1, depth, a, row, step, b, listed, list, start, startRow, startsDiffer, c, cRow); break;
    case 2: kernel<T>(2, depth, a, row, step, b, listed, list, start, startRow, startsDiffer, c, cRow); break;
    case 3: kernel<T>(3, depth, a, row, step, b, listed, list, start, startRow, startsDiffer, c, cRow); break;
    case 4: kernel<T>(4, depth, a, row, step, b, listed, list, start, startRow, startsDiffer, c, cRow); break;
    case 5: kernel<T>(5, depth, a, row, step, b, listed, list, start, startRow, startsDiffer, c, cRow); break;
    default: kernel<T>(6, depth, a, row, step, b, listed, list, start, startRow, startsDiffer, c, cRow);
  }
}

/**
 * Up to 6 rows by 2 vectors of C (s and t). Each call has constants for rows and listed, so a copy is made for it in which every condition on
 * them is decided.
 */
// @ts-ignore: a decorator of AssemblyScript.
@inline
function kernel<T>(
  rows: i32, depth: i32, a: usize, row: i32, step: i32, b: usize, listed: bool, list: usize, start: usize, startRow: i32, startsDiffer: bool,
  c: usize, cRow: i32): void {
  let s0 = first<T>(start, startsDiffer), t0 = second<T>(start, startsDiffer);
  let s1 = s0, t1 = t0, s2 = s0, t2 = t0, s3 = s0, t3 = t0, s4 = s0, t4 = t0, s5 = s0, t5 = t0;
  if (rows > 1) { start += startRow; s1 = first<T>(start, startsDiffer); t1 = second<T>(start, startsDiffer); }
  if (rows > 2) { start += startRow; s2 = first<T>(start, startsDiffer); t2 = second<T>(start, startsDiffer); }
  if (rows > 3) { start += startRow; s3 = first<T>(start, startsDiffer); t3 = second<T>(start, startsDiffer); }
  if (rows > 4) { start += startRow; s4 = first<T>(start, startsDiffer); t4 = second<T>(start, startsDiffer); }
  if (rows > 5) { start += startRow; s5 = first<T>(start, startsDiffer); t5 = second<T>(start, startsDiffer); }

  const a1 = row, a2 = 2 * row, a3 = 3 * row, a4 = 4 * row, a5 = 5 * row;
  for (; depth > 0; depth--, a += step) {
    const at = listed ? b + load<i32>(list) : b;
    const b0 = v128.load(at), b1 = v128.load(at, vector);
    if (listed) list += sizeof<i32>();
    else b += tileRow;
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
