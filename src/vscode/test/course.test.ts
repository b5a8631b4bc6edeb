import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { afterEach, beforeEach } from 'node:test';
import { courseRoot, findTeach } from '../src/notebook/course';

let root = '';
const path = process.env.PATH;
const put = (...parts: string[]) => {
  const file = join(root, ...parts);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '', { mode: 0o755 });
  return file;
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'teach course '));
  put('bin', process.platform === 'win32' ? 'dotnet.exe' : 'dotnet');
  process.env.PATH = join(root, 'bin');
  mkdirSync(join(root, 'notebooks'));
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(root, { recursive: true });
});

test('the course is found from its notebooks upwards', () => {
  assert.equal(courseRoot(join(root, 'notebooks')), undefined);
  put('src', 'Teaching.Cli', 'Teaching.Cli.csproj');
  assert.equal(courseRoot(join(root, 'notebooks')), root);
});

test('a course that is not built asks for a build', () => {
  put('src', 'Teaching.Cli', 'Teaching.Cli.csproj');
  assert.deepEqual(findTeach(join(root, 'notebooks'), ''), { missing: 'build', root });
  put('artifacts', 'bin', 'Teaching.Cli', 'debug', 'teach.dll');
  assert.deepEqual(findTeach(join(root, 'notebooks'), ''), { missing: 'build', root }, 'the library is still missing');
});

test('a built course is run with dotnet', () => {
  put('src', 'Teaching.Cli', 'Teaching.Cli.csproj');
  put('artifacts', 'teaching', 'Teaching.dll');
  const teach = put('artifacts', 'bin', 'Teaching.Cli', 'release', 'teach.dll');
  const found = findTeach(join(root, 'notebooks'), '');
  assert.ok('program' in found);
  assert.match(found.program.file, /dotnet/);
  assert.deepEqual(found.program.arguments, [teach]);
});

test('a setting that names nothing is said', () => {
  assert.deepEqual(findTeach(root, join(root, 'nothing')), { missing: 'setting' });
});

test('outside a course without teach on the PATH, teach is missing', () => {
  assert.deepEqual(findTeach(join(root, 'notebooks'), ''), { missing: 'teach' });
});
