// Compares exp and tanh of the module with Math.exp and Math.tanh: node elementary.mjs MODULE. In units of the last place the error is at most 2 for
// exp and 4 for tanh; at the ends and for what is no number it is none. Any count gives the same numbers.
import { Kernels } from "./kernels.mjs";

const kernels = new Kernels(process.argv[2], 64), { view, bytes } = kernels;
const specials = [0, -0, Infinity, -Infinity, NaN, 89, 90, -104, -105, 710, 711, -746, -747, 0.5, -0.5, 1e-30, -1e-30];

for (const [size, most, least, smallest] of [[4, 88, -87, 2 ** -126], [8, 709, -708, 2 ** -1022]]) {
  const get = at => size === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true);
  const set = (at, value) => size === 4 ? view.setFloat32(at, value, true) : view.setFloat64(at, value, true);
  const unit = value => Math.max(smallest, 2 ** Math.floor(Math.log2(Math.abs(value)))) * 2 ** (size === 4 ? -23 : -52);
  const run = (kernel, count, from, to) => {
    [from, to, count].forEach((field, i) => view.setInt32(64 + 4 * i, field, true));
    kernels.functions.run(kernel, 64, 128, size === 8);
  };
  for (const [kernel, f, allowed] of [[7, Math.exp, 2], [8, Math.tanh, 4]]) {
    const count = 100003, x = 1024, y = x + count * size + 16;
    for (let i = 0; i < count; i++) set(x + i * size, i < specials.length ? specials[i] : least + (most - least) * i / count * (i % 2 ? 1 : 0.01));
    run(kernel, count, x, y);
    for (let i = 0; i < count; i++) {
      const input = get(x + i * size), output = get(y + i * size), wanted = size === 4 ? Math.fround(f(input)) : f(input);
      const isRight = Object.is(output, wanted) || Math.abs(output - f(input)) <= allowed * unit(wanted);
      if (!isRight) throw new Error(`kernel ${kernel}, ${size} bytes: of ${input} it gives ${output}, not ${wanted}`);
    }
    for (let few = 0; few < 9; few++) {
      const at = x + 40 * size, before = bytes.slice(y + 40 * size, y + (40 + few) * size);
      bytes.fill(0xA5, 512, 700);
      run(kernel, few, at, 512);
      if (Buffer.compare(before, bytes.slice(512, 512 + few * size)) || bytes[512 + few * size] !== 0xA5) throw new Error(`kernel ${kernel}: ${few} numbers alone differ`);
    }
  }
}
console.log("4 functions are right");
