// Whether this browser can run the cells of a page; else why not.
// A function with one instruction of 128 bits.
const simd = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);

export const why = location.protocol === "file:" ? "A page from the disk cannot run cells: open it with \"teach serve\"."
  : !globalThis.Worker || !globalThis.WebAssembly ? "This browser has no WebAssembly, so the cells of this page cannot run here."
  : !WebAssembly.validate(simd) ? "This browser's WebAssembly has no vectors (SIMD), so the cells of this page cannot run here. Any browser since 2023 has them."
  : null;
