import assert from 'node:assert/strict';
import test from 'node:test';
import type { NotebookCell } from 'vscode';
import { isSkipped, languageOf } from '../src/notebook/cellMetadata';

const cell = (languageId: string, metadata: unknown) => ({ document: { languageId }, metadata }) as unknown as NotebookCell;

test('the language that a person chose in VS Code counts before what the metadata names', () => {
  const metadata = { metadata: { dotnet_interactive: { language: 'html' } } };
  assert.equal(languageOf(cell('javascript', metadata)), 'javascript');
  assert.equal(languageOf(cell('csharp', metadata)), 'html');
  assert.equal(languageOf(cell('polyglot-notebook', { metadata: { polyglot_notebook: { kernelName: 'fsharp' } } })), 'fsharp');
  assert.equal(languageOf(cell('csharp', { metadata: { vscode: { languageId: 'csharp' }, dotnet_interactive: { language: 'html' } } })), undefined);
});

test('older versions of VS Code keep the metadata one level deeper', () => {
  assert.equal(languageOf(cell('csharp', { custom: { metadata: { dotnet_interactive: { language: 'html' } } } })), 'html');
});

test('a cell without metadata is C# and is not skipped', () => {
  assert.equal(languageOf(cell('csharp', undefined)), undefined);
  assert.equal(isSkipped(cell('csharp', {})), false);
});

test('the tag skip-execution is seen', () => {
  assert.equal(isSkipped(cell('csharp', { metadata: { tags: ['a', 'skip-execution'] } })), true);
});
