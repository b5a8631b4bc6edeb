// Compares the product of the module with three loops, bit for bit: node compare.mjs MODULE SEED.
// Each trial takes a shape of 0 to 70 in each direction, float or double, matrices by row or by column with gaps, any start and any
// addresses. Everything around the result and the work memory must stay as it is.
import { Kernels, randomOf, workOf } from "./kernels.mjs";

const [file, seed] = [process.argv[2], Number(process.argv[3])];
const random = randomOf(seed);
const upTo = most => Math.floor(random() * (most + 1));
const kernels = new Kernels(file, 8);
const { bytes, view } = kernels;
bytes.fill(0xA5);
const startNames = ["zero", "bias of rows", "bias of columns", "what C holds"];

for (let trial = 0; trial < 1500; trial++) {
  const size = 4 << upTo(1), special = upTo(9) === 0;
  const number = {
    get: at => size === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true),
    set: (at, value) => size === 4 ? view.setFloat32(at, value, true) : view.setFloat64(at, value, true),
    round: size === 4 ? Math.fround : value => value,
  };
  let free = 64;
  /** Memory for so many bytes, at any address. */
  const take = length => { free += upTo(40); const at = free; free += length; return at; };
  const value = () => special && upTo(30) === 0 ? [NaN, Infinity, -Infinity, -0, 1e-45][upTo(4)] : random() * 2 - 1;
  /** A matrix of random numbers: its address, how far rows and columns are apart. */
  const matrix = (rows, columns, byRow) => {
    const line = (byRow ? columns : rows) + upTo(3), count = line * (byRow ? rows : columns), at = take(count * size);
    for (let i = 0; i < count; i++) number.set(at + i * size, value());
    return byRow ? [at, line, 1] : [at, 1, line];
  };

  const rows = upTo(70), columns = upTo(70), depth = upTo(70), kind = upTo(3);
  const [a, aRow, aStep] = matrix(rows, depth, upTo(1) === 0);
  const [b, bStep, bColumn] = matrix(depth, columns, upTo(1) === 0);
  const [c, cRow] = matrix(rows, columns, true);
  const bias = matrix(1, 70, true)[0];
  if (kind === 0) number.set(bias, 0);
  const [start, startRow, startColumn] = [[bias, 0, 0], [bias, 1, 0], [bias, 0, 1], [c, cRow, 1]][kind];
  const work = take(workOf(depth)), address = take(60);

  // What the memory must hold afterwards, except for the work memory and the task.
  const expected = bytes.slice(), wantedView = new DataView(expected.buffer);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = number.get(start + (i * startRow + j * startColumn) * size);
      for (let k = 0; k < depth; k++) {
        const product = number.round(number.get(a + (i * aRow + k * aStep) * size) * number.get(b + (k * bStep + j * bColumn) * size));
        sum = number.round(sum + product);
      }
      const at = c + (i * cRow + j) * size;
      if (size === 4) wantedView.setFloat32(at, sum, true);
      else wantedView.setFloat64(at, sum, true);
    }
  }

  kernels.multiply({ rows, columns, depth, a, aRow, aStep, b, bStep, bColumn, c, cRow, start, startRow, startColumn }, size, work, address);

  const what = `seed ${seed}, trial ${trial}: (${rows}, ${depth})(${depth}, ${columns}), ${size} bytes, A ${aRow} ${aStep}, B ${bStep} ${bColumn}, C ${cRow}, start ${startNames[kind]}`;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = c + (i * cRow + j) * size, wanted = size === 4 ? wantedView.getFloat32(at, true) : wantedView.getFloat64(at, true);
      if (!Object.is(number.get(at), wanted)) throw new Error(`${what}: C(${i}, ${j}) is ${number.get(at)}, not ${wanted}`);
      // Which of the many NaNs comes out is left to the machine.
      if (Number.isNaN(wanted)) expected.set(bytes.subarray(at, at + size), at);
    }
  }
  expected.set(bytes.subarray(work, work + workOf(depth)), work);
  expected.set(bytes.subarray(address, address + 60), address);
  if (Buffer.compare(bytes, expected) !== 0) {
    throw new Error(`${what}: byte ${bytes.findIndex((byte, i) => byte !== expected[i])} changed, which is no part of the result`);
  }
}
console.log(`seed ${seed}: 1500 products are those of three loops`);
