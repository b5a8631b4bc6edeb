import { NotebookCellOutput, NotebookCellOutputItem, type NotebookCellExecution } from 'vscode';
import type { Bundle, SessionEvent } from '../session/messages';

/** The type of a chart; the renderer of this extension draws it. */
const plotly = 'application/vnd.plotly.v1+json';

/**
 * A bundle as VS Code's items. What a session calls image/png is base64; everything else is text. The page that comes
 * with a chart for other hosts is left out: it is not shown here, and a committed notebook holds no script.
 */
export function toItems(data: Bundle): NotebookCellOutputItem[] {
  return Object.entries(data).filter(([mime]) => mime !== 'text/html' || data[plotly] === undefined).map(([mime, text]) =>
    /^image\/(?!svg)/.test(mime) ? new NotebookCellOutputItem(Buffer.from(text, 'base64'), mime) : NotebookCellOutputItem.text(text, mime));
}

/** Displays of a notebook that may be updated, of this cell or an earlier one. */
export type Displays = Map<string, { output: NotebookCellOutput; owner: CellOutputs }>;

/** A change of a cell's outputs, which VS Code allows only while the cell is executed. */
export type Change = (execution: NotebookCellExecution) => Thenable<void>;

/** Shows the events of one cell under it, text that follows text in one output; also those that come after its end. */
export class CellOutputs {
  private stream: { output: NotebookCellOutput; name: string } | undefined;
  private pending = '';
  private isClearing = false;
  private timer: NodeJS.Timeout | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private isOver = false;
  private isGone = false;
  private late: Change[] = [];
  private lateTimer: NodeJS.Timeout | undefined;

  /** With the execution of the cell, and what executes it again for a moment once that has ended. */
  constructor(
    private readonly execution: NotebookCellExecution,
    private readonly displays: Displays,
    private readonly executeAgain: (change: Change) => Promise<void>) {}

  show(event: SessionEvent): void {
    if (this.isClearing && (event.type === 'stream' || event.type === 'display')) this.clear();
    switch (event.type) {
      case 'stream': this.print(event.name, event.text); break;
      case 'display': this.display(event.data, event.displayId ?? undefined, event.isResult); break;
      case 'displayUpdate': this.update(event.displayId, event.data); break;
      case 'clear': if (event.wait) this.isClearing = true; else this.clear(); break;
      case 'error': this.append(new NotebookCellOutput([NotebookCellOutputItem.error(toError(event))])); break;
      case 'inputRequest': this.flush(); break;
    }
  }

  private clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isClearing = false;
    this.pending = '';
    this.stream = undefined;
    for (const [id, shown] of this.displays) if (shown.owner === this) this.displays.delete(id);
    this.do(execution => execution.clearOutput());
  }

  /** Done when all that came is under the cell, whose execution ends next. */
  async finished(): Promise<void> {
    this.flush();
    await this.last;
    this.isOver = true;
  }

  /** The cell runs again, or its session is gone: nothing of this run is shown any more. */
  discard(): void {
    this.isGone = true;
    clearTimeout(this.timer);
    clearTimeout(this.lateTimer);
    for (const [id, shown] of this.displays) if (shown.owner === this) this.displays.delete(id);
  }

  private print(name: string, text: string): void {
    if (this.stream?.name !== name) {
      this.append(new NotebookCellOutput([item(name, '')], { outputType: 'stream' }));
      this.stream = { output: this.lastOutput!, name };
    }
    this.pending += text;
    // A cell that prints in a loop shows up in steps, not letter by letter.
    this.timer ??= setTimeout(() => this.flush(), 50);
  }

  private lastOutput: NotebookCellOutput | undefined;

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.pending === '' || this.stream === undefined) return;
    const { output, name } = this.stream, text = this.pending;
    this.pending = '';
    this.do(execution => execution.appendOutputItems(item(name, text), output));
  }

  private display(data: Bundle, displayId: string | undefined, isResult: boolean): void {
    const metadata = isResult ? { outputType: 'execute_result', executionCount: this.execution.executionOrder } : { outputType: 'display_data' };
    const output = new NotebookCellOutput(toItems(data), metadata);
    if (displayId !== undefined) this.displays.set(displayId, { output, owner: this });
    this.append(output);
  }

  private update(displayId: string, data: Bundle): void {
    const shown = this.displays.get(displayId);
    shown?.owner.do(execution => execution.replaceOutputItems(toItems(data), shown.output));
  }

  private append(output: NotebookCellOutput): void {
    this.flush();
    this.stream = undefined;
    this.lastOutput = output;
    this.do(execution => execution.appendOutput(output));
  }

  /** One change after the other, in the order of the events. */
  private do(change: Change): void {
    if (this.isGone) return;
    if (!this.isOver) {
      this.last = this.last.then(() => change(this.execution)).then(undefined, () => undefined);
    } else {
      this.late.push(change);
      // Every execution shows: what comes in a short while shares one.
      this.lateTimer ??= setTimeout(() => this.doLate(), 50);
    }
  }

  private doLate(): void {
    this.lateTimer = undefined;
    this.last = this.last.then(() => {
      const changes = this.late;
      this.late = [];
      return this.isGone ? undefined : this.executeAgain(async execution => { for (const change of changes) await change(execution); });
    }).then(undefined, () => undefined);
  }
}

function item(name: string, text: string): NotebookCellOutputItem {
  return name === 'stderr' ? NotebookCellOutputItem.stderr(text) : NotebookCellOutputItem.stdout(text);
}

function toError(event: { name: string; message: string; traceback: string[] }): Error {
  const error = new Error(event.message);
  error.name = event.name;
  error.stack = event.traceback.join('\n');
  return error;
}
