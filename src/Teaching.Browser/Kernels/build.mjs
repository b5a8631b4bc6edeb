// Compiles the kernels to WebAssembly: node build.mjs [FOLDER], by default artifacts/live-kernels of the repository.
// The same sources give the same bytes.
import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const kernels = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2] ?? join(kernels, "../../../artifacts/live-kernels"));
mkdirSync(folder, { recursive: true });

// The memory is the runtime's; nothing of it is the module's own, so there is no allocator and nothing to collect.
const { error, stderr } = await asc.main([
  "kernels.ts", "--baseDir", kernels, "--outFile", join(folder, "kernels.wasm"),
  "--runtime", "stub", "--importMemory", "--noExportMemory", "--enable", "simd", "-O3", "--noAssert",
]);
if (error) {
  console.error(stderr.toString());
  process.exit(1);
}
