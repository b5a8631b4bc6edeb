// Bundles the scripts of the live course into a folder: live.js with the editor apart, loaded when a cell is first changed; the worker as it is.
import { build } from "esbuild";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? join(here, "..", "..", "..", "artifacts", "live-scripts");
await mkdir(folder, { recursive: true });
await build({
  entryPoints: [join(here, "live.js"), join(here, "own.js")], outdir: folder, bundle: true, splitting: true, format: "esm", target: "es2022", minify: true,
  chunkNames: "[name]-[hash]", legalComments: "linked", logLevel: "warning",
});
for (const name of ["worker.js", "offline.js"]) await copyFile(join(here, name), join(folder, name));
