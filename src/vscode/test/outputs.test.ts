import assert from 'node:assert/strict';
import test from 'node:test';
import type { NotebookCellExecution, NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import { CellOutputs, type Change, type Displays } from '../src/notebook/outputs';

/** A cell as VS Code keeps it: its outputs change only while it is executed. */
class Cell {
  outputs: NotebookCellOutput[] = [];
  executions = 0;
  private changed: () => void = () => undefined;

  execute(): { execution: NotebookCellExecution; end: () => void } {
    this.executions++;
    let isOpen = true;
    const change = (work: () => void) => async () => {
      if (!isOpen) throw new Error('the execution has ended');
      work();
      this.changed();
    };
    const execution = {
      appendOutput: (output: NotebookCellOutput) => change(() => this.outputs.push(output))(),
      appendOutputItems: (item: NotebookCellOutputItem, output: NotebookCellOutput) => change(() => output.items.push(item))(),
      replaceOutputItems: (items: NotebookCellOutputItem[], output: NotebookCellOutput) => change(() => { output.items = items; })(),
      clearOutput: () => change(() => { this.outputs = []; })(),
    };
    return { execution: execution as unknown as NotebookCellExecution, end: () => { isOpen = false; } };
  }

  readonly executeAgain = async (change: Change) => {
    const { execution, end } = this.execute();
    await change(execution);
    end();
  };

  get text(): string[] {
    return this.outputs.map(output => output.items.map(item => (item as unknown as { data: string }).data).join(''));
  }

  /** Waits until the cell shows this. */
  async shows(...expected: string[]): Promise<void> {
    while (JSON.stringify(this.text) !== JSON.stringify(expected)) await new Promise<void>(resolve => { this.changed = resolve; });
  }
}

async function run(cell: Cell, displays: Displays, events: Parameters<CellOutputs['show']>[0][]): Promise<CellOutputs> {
  const { execution, end } = cell.execute();
  const outputs = new CellOutputs(execution, displays, cell.executeAgain);
  events.forEach(event => outputs.show(event));
  await outputs.finished();
  end();
  return outputs;
}

test('what comes after the end of a cell is shown under it, text with text, in one more execution', { timeout: 30_000 }, async () => {
  const cell = new Cell();
  const outputs = await run(cell, new Map(), [{ type: 'stream', name: 'stdout', text: 'in time ' }]);
  assert.deepEqual(cell.text, ['in time ']);
  outputs.show({ type: 'stream', name: 'stdout', text: 'late' });
  outputs.show({ type: 'stream', name: 'stderr', text: 'failed' });
  outputs.show({ type: 'display', data: { 'text/plain': '42' }, displayId: null, isResult: false });
  await cell.shows('in time late', 'failed', '42');
  assert.equal(cell.executions, 2);
});

test('a display of an earlier cell changes while a later one runs', { timeout: 30_000 }, async () => {
  const displays: Displays = new Map(), first = new Cell(), second = new Cell();
  await run(first, displays, [{ type: 'display', data: { 'text/plain': 'one' }, displayId: 'a', isResult: false }]);
  await run(second, displays, [{ type: 'displayUpdate', data: { 'text/plain': 'two' }, displayId: 'a' }]);
  await first.shows('two');
  assert.deepEqual(second.text, []);
});

test('a run that is discarded shows nothing more and its displays are forgotten', { timeout: 30_000 }, async () => {
  const displays: Displays = new Map(), cell = new Cell();
  const old = await run(cell, displays, [{ type: 'display', data: { 'text/plain': 'old' }, displayId: 'a', isResult: false }]);
  old.show({ type: 'stream', name: 'stdout', text: 'lost' });
  old.discard();
  assert.equal(displays.size, 0);
  cell.outputs = [];
  const next = await run(cell, displays, []);
  old.show({ type: 'stream', name: 'stdout', text: 'lost too' });
  next.show({ type: 'stream', name: 'stdout', text: 'new' });
  await cell.shows('new');
});
