// Puts together what a site needs so that its cells run in the browser: node live.mjs PUBLISHED FOLDER.
// PUBLISHED is the wwwroot of this project; live.json, written last, says that all is there, with its version and how much a first run loads.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const [published, folder] = process.argv.slice(2).map(path => resolve(path));
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const list = join(folder, "live.json");

// The packages that the scripts are made with, as package-lock.json names them.
function install() {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs) return;
  execFileSync("npm", ["ci", "--no-progress", "--loglevel", "error"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
}

const files = at => readdirSync(at, { withFileTypes: true }).flatMap(entry => entry.isDirectory() ? files(join(at, entry.name)) : [join(at, entry.name)]);
const isLoaded = name => name.startsWith("_framework/") || /^(?:worker\.js|.*\.wasm)$/.test(name);

install();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const run = script => execFileSync(process.execPath, [join(root, script), folder], { stdio: "inherit" });
run("src/Teaching.Site/Live/build.mjs");
run("src/Teaching.Browser/Kernels/build.mjs");
// Packed here, since many a static host packs neither libraries nor WebAssembly; the worker unpacks them.
mkdirSync(join(folder, "_framework"));
for (const name of readdirSync(join(published, "_framework"))) {
  const content = readFileSync(join(published, "_framework", name));
  if (/\.(?:dll|wasm)$/.test(name)) writeFileSync(join(folder, "_framework", name + ".gz"), gzipSync(content, { level: 9 }));
  else writeFileSync(join(folder, "_framework", name), content);
}

const names = files(folder).map(file => relative(folder, file).replaceAll("\\", "/")).sort();
const version = createHash("sha256");
let size = 0;
for (const name of names) {
  const content = readFileSync(join(folder, name));
  version.update(name).update("\0").update(createHash("sha256").update(content).digest());
  if (isLoaded(name)) size += name.endsWith(".gz") ? content.length : gzipSync(content).length;
}
writeFileSync(list, JSON.stringify({ files: names, size, version: version.digest("hex").slice(0, 12) }, null, 1) + "\n");
