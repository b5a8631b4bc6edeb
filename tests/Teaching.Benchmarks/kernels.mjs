// Times the product that the browser uses: npm run kernels:bench. C, A and B as layers have them in a training step: forward, the gradient of
// the weights (B read along its columns) and of the input (A read along its columns), and squares.
import { fileURLToPath } from "node:url";
import { Kernels, workOf } from "../Teaching.Fast.Tests/Kernels/kernels.mjs";

const file = fileURLToPath(new URL("../../artifacts/live-kernels/kernels.wasm", import.meta.url));
const cases = [
  ["64x784x256 forward", 256, 784, 64, true, true],
  ["64x784x256 dW", 256, 64, 784, true, false],
  ["64x784x256 dX", 784, 256, 64, false, true],
  ["10x256x64", 10, 256, 64, true, true],
  ["256x256x256", 256, 256, 256, true, true],
  ["512x512x512", 512, 512, 512, true, true],
  ["512x512x512, A and B turned", 512, 512, 512, false, false],
  ["1024x1024x1024", 1024, 1024, 1024, true, true],
];

for (const size of [4, 8]) {
  for (const [name, rows, depth, columns, aByRow, bByRow] of cases) {
    const kernels = new Kernels(file, 1 + Math.ceil((size * (rows * depth + depth * columns + rows * columns) + workOf(depth) + 1024) / 65536));
    const a = 1024, b = a + rows * depth * size, c = b + depth * columns * size, work = c + rows * columns * size;
    const task = {
      rows, columns, depth, a, aRow: aByRow ? depth : 1, aStep: aByRow ? 1 : rows, b, bStep: bByRow ? columns : 1, bColumn: bByRow ? 1 : depth,
      c, cRow: columns, start: 512, startRow: 0, startColumn: 0,
    };
    let best = Infinity;
    for (const end = performance.now() + 1000; performance.now() < end;) {
      const begin = performance.now();
      kernels.multiply(task, size, work, 0);
      best = Math.min(best, performance.now() - begin);
    }
    const speed = 2 * rows * depth * columns / best / 1e6;
    console.log(`${size === 4 ? "float " : "double"} ${name.padEnd(28)} ${best.toFixed(3).padStart(9)} ms ${speed.toFixed(1).padStart(6)} GFLOP/s`);
  }
}
