// Bundles the extension, the renderer with plotly.js inside, and for --tests the tests, into dist/.
import { build } from 'esbuild';
import { mkdir, readdir, rm } from 'node:fs/promises';

const common = { bundle: true, sourcemap: false, logLevel: 'warning', legalComments: 'linked' };
await mkdir('../../artifacts/vscode', { recursive: true });
await rm('dist', { recursive: true, force: true });
if (process.argv.includes('--tests')) {
  const tests = (await readdir('test')).filter(file => file.endsWith('.test.ts')).map(file => `test/${file}`);
  await build({ ...common, entryPoints: tests, outdir: 'dist/tests', alias: { vscode: './test/vscode.ts' }, platform: 'node', format: 'cjs', target: 'node18' });
} else {
  await build({ ...common, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', platform: 'node', format: 'cjs', target: 'node18', external: ['vscode'], minify: true });
  await build({ ...common, entryPoints: ['src/renderer/renderer.ts'], outfile: 'dist/renderer.js', platform: 'browser', format: 'esm', target: 'es2022', minify: true });
}
