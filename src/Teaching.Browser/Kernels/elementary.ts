// exp and tanh in a browser, a vector of numbers at a time: the methods of ElementaryFunctions.cs and TanhLoop.cs, where they are explained, with
// the numbers of ElementaryConstants.cs. Product and sum are rounded each.

/** A NumbersTask of C#, the fields in its order: y[i] = f(x[i]) for so many numbers. Both may be the same memory. */
@unmanaged
export class NumbersTask {
  x: usize;
  y: usize;
  count: i32;
}

const vector: i32 = 16;

/** Where a last vector, of which only a part is used, is made: the work memory has 16 bytes. */
export function exp<T>(task: NumbersTask, work: usize): void {
  map<T>(false, task, work);
}

/** As exp. */
export function tanh<T>(task: NumbersTask, work: usize): void {
  map<T>(true, task, work);
}

// @ts-ignore: a decorator of AssemblyScript.
@inline
function map<T>(isTanh: bool, task: NumbersTask, work: usize): void {
  const end = task.count * sizeof<T>(), whole = end & -vector;
  for (let i = 0; i < whole; i += vector) {
    const x = v128.load(task.x + i);
    v128.store(task.y + i, isTanh ? tanhOf<T>(x) : expOf<T>(x));
  }
  if (whole == end) return;
  v128.store(work, i32x4.splat(0));
  memory.copy(work, task.x + whole, end - whole);
  const last = v128.load(work);
  v128.store(work, isTanh ? tanhOf<T>(last) : expOf<T>(last));
  memory.copy(task.y + whole, work, end - whole);
}

/** A number in all lanes: one for float, one for double. */
// @ts-ignore: a decorator of AssemblyScript.
@inline
function pick<T>(single: f32, twice: f64): v128 {
  return sizeof<T>() == 4 ? f32x4.splat(single) : f64x2.splat(twice);
}

// @ts-ignore: a decorator of AssemblyScript.
@inline
function multiplyAdd<T>(a: v128, b: v128, c: v128): v128 {
  return v128.add<T>(v128.mul<T>(a, b), c);
}

/** exp(x) = 2^n·exp(r) with x = n·ln 2 + r. */
// @ts-ignore: a decorator of AssemblyScript.
@inline
function expOf<T>(x: v128): v128 {
  const most = pick<T>(89, 710), least = pick<T>(-104, -746), round = pick<T>(12582912, 6755399441055744), one = pick<T>(1, 1);
  x = v128.bitselect(most, v128.bitselect(least, x, v128.gt<T>(least, x)), v128.gt<T>(x, most));
  const n = v128.sub<T>(multiplyAdd<T>(x, pick<T>(1.4426950408889634074, 1.4426950408889634074), round), round);
  const minus = v128.sub<T>(pick<T>(0, 0), n);
  const high = multiplyAdd<T>(minus, pick<T>(0.693115234375, 0.6931471805592082091607153), x);
  const low = v128.mul<T>(minus, pick<T>(0.000031946184945309417232, 7.3710025651677989018e-13));
  const r = v128.add<T>(high, low);
  const small = multiplyAdd<T>(v128.mul<T>(r, r), sizeof<T>() == 4 ? polynomialOfFloats(r) : polynomialOfDoubles(r), low);
  const sum = v128.add<T>(one, high), lost = v128.sub<T>(high, v128.sub<T>(sum, one));
  const mantissa = v128.add<T>(sum, v128.add<T>(lost, small));
  // In two steps, so that neither power of two is too large or too small for a number.
  const half = v128.sub<T>(multiplyAdd<T>(n, pick<T>(0.5, 0.5), round), round);
  return v128.mul<T>(v128.mul<T>(mantissa, powerOfTwo<T>(half)), powerOfTwo<T>(v128.sub<T>(n, half)));
}

/** 2 to the power n, for a whole n: the last bits of 2^23 + 127 + n, or 2^52 + 1023 + n, are the exponent's. */
// @ts-ignore: a decorator of AssemblyScript.
@inline
function powerOfTwo<T>(n: v128): v128 {
  const bits = v128.add<T>(n, pick<T>(8388608 + 127, 4503599627370496 + 1023));
  return sizeof<T>() == 4 ? i32x4.shl(bits, 23) : i64x2.shl(bits, 52);
}

// @ts-ignore: a decorator of AssemblyScript.
@inline
function polynomialOfFloats(r: v128): v128 {
  let sum = f32x4.splat(0.00019890990824673653848);
  sum = multiplyAdd<f32>(sum, r, f32x4.splat(0.001393364999630925043));
  sum = multiplyAdd<f32>(sum, r, f32x4.splat(0.0083333109254809008349));
  sum = multiplyAdd<f32>(sum, r, f32x4.splat(0.041666464925285905408));
  sum = multiplyAdd<f32>(sum, r, f32x4.splat(0.16666666681623231402));
  return multiplyAdd<f32>(sum, r, f32x4.splat(0.50000000134658092001));
}

// @ts-ignore: a decorator of AssemblyScript.
@inline
function polynomialOfDoubles(r: v128): v128 {
  let sum = f64x2.splat(2.0914686968086877233e-9);
  sum = multiplyAdd<f64>(sum, r, f64x2.splat(2.5105217004720745164e-8));
  sum = multiplyAdd<f64>(sum, r, f64x2.splat(2.7557273643110295328e-7));
  sum = multiplyAdd<f64>(sum, r, f64x2.splat(2.755725540020642443e-6));
  sum = multiplyAdd<f64>(sum, r, f64x2.splat(0.000024801587325547741216));
  sum = multiplyAdd<f64>(sum, r, f64x2.splat(0.00019841269874820625271));
  sum = multiplyAdd<f64>(sum, r, f64x2.splat(0.0013888888888883748305));
  sum = multiplyAdd<f64>(sum, r, f64x2.splat(0.0083333333333261351258));
  sum = multiplyAdd<f64>(sum, r, f64x2.splat(0.041666666666666669755));
  sum = multiplyAdd<f64>(sum, r, f64x2.splat(0.16666666666666670991));
  return multiplyAdd<f64>(sum, r, f64x2.splat(0.5));
}

/** (1 - e)/(1 + e) with e = exp(-2|z|) and the sign of z; up to ½, where 1 - e would lose its digits, Lambert's continued fraction. */
// @ts-ignore: a decorator of AssemblyScript.
@inline
function tanhOf<T>(z: v128): v128 {
  const magnitude = v128.abs<T>(z), isNear = v128.le<T>(magnitude, pick<T>(0.5, 0.5)), one = pick<T>(1, 1);
  const e = expOf<T>(v128.mul<T>(magnitude, pick<T>(-2, -2)));
  const far = v128.bitselect(z, v128.div<T>(v128.sub<T>(one, e), v128.add<T>(one, e)), pick<T>(-0.0, -0.0));
  return v128.any_true(isNear) ? v128.bitselect(fraction<T>(z), far, isNear) : far;
}

/** z/(1 + z²/(3 + z²/(5 + ...))), nine steps. */
function fraction<T>(z: v128): v128 {
  const square = v128.mul<T>(z, z);
  let below = pick<T>(19, 19), odd = pick<T>(17, 17);
  for (let step = 0; step < 9; step++, odd = v128.sub<T>(odd, pick<T>(2, 2))) below = v128.add<T>(odd, v128.div<T>(square, below));
  return v128.div<T>(z, below);
}
