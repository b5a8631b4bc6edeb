// The kernels in a memory of their own, and tasks for them laid out as the .NET runtime does, where an address has 4 bytes.
import { readFileSync } from "node:fs";

export class Kernels {
  /** The module of a file, with so many pages of 64 KB. */
  constructor(file, pages) {
    const memory = new WebAssembly.Memory({ initial: pages });
    this.functions = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), { env: { memory } }).exports;
    this.bytes = new Uint8Array(memory.buffer);
    this.view = new DataView(memory.buffer);
  }

  /** Computes a product of numbers of 4 or 8 bytes. The task's fields are those of ProductTask.cs; work is the address of the work memory. */
  multiply(task, size, work, address) {
    const fields = [
      task.rows, task.columns, task.depth, task.a, task.aRow, task.aStep, task.b, task.bStep, task.bColumn, task.c, task.cRow,
      task.start, task.startRow, task.startColumn,
    ];
    fields.forEach((field, i) => this.view.setInt32(address + 4 * i, field, true));
    this.functions.run(0, address, work, size === 8);
  }
}

/** How much work memory a product of this depth takes, in bytes. */
export const workOf = depth => (depth + 6) * 32;

/** Numbers from 0 to 1, the same for the same seed (a multiplicative generator, 48271 modulo 2^31 - 1). */
export function randomOf(seed) {
  let state = seed % 2147483646 + 1;
  return () => (state = state * 48271 % 2147483647) / 2147483647;
}
