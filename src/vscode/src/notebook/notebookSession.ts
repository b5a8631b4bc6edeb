import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { SessionEvent } from '../session/messages';
import { Session } from '../session/session';
import { findTeach } from './course';
import { isSkipped, languageOf } from './cellMetadata';
import { CellOutputs, type Change, type Displays } from './outputs';
import { sayMissing } from './missing';

/** How a cell ran, as VS Code shows it beside the cell. */
interface Run { order: number; started: number; ended: number | undefined; well: boolean | undefined }

/** A cell that is executed for a moment, so that its outputs can change. */
interface Again { end(): void }

/** The session of one notebook: started by the first cell that runs, in the notebook's folder. */
export class NotebookSession {
  private session: Session | undefined;
  private starting: Promise<Session | undefined> | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private order = 0;
  private stops = 0;
  private readonly displays: Displays = new Map();
  private readonly outputs = new Map<vscode.NotebookCell, CellOutputs>();
  private readonly again = new Map<vscode.NotebookCell, Again>();

  constructor(
    private readonly notebook: vscode.NotebookDocument,
    private readonly controller: vscode.NotebookController,
    private readonly log: vscode.LogOutputChannel) {}

  /** Runs cells one after the other, after those that wait already. The first that fails ends them all. Of several, those tagged skip-execution stay as they are. */
  run(cells: vscode.NotebookCell[]): Promise<void> {
    const runnable = cells.filter(cell => cells.length === 1 || !isSkipped(cell));
    // VS Code executes a cell once at a time: what came late for its last run must not be in the way.
    for (const cell of runnable) this.again.get(cell)?.end();
    const executions = runnable.map(cell => this.controller.createNotebookCellExecution(cell));
    const stops = this.stops;
    const turn = this.queue.then(() => this.runAll(executions, () => this.stops !== stops));
    this.queue = turn.catch(error => this.log.error(error as Error));
    return turn;
  }

  /** Stops the running cell and those that wait. */
  async interrupt(): Promise<void> {
    this.stops++;
    await this.session?.interrupt();
  }

  /** Ends the session and starts a new one: no variable is left, and the count of the cells begins at 1. */
  async restart(): Promise<void> {
    this.stops++;
    await this.close();
    await this.queue;
    await this.start();
  }

  async close(): Promise<void> {
    const session = this.session;
    this.session = undefined;
    await session?.close();
  }

  /** The session if it lives, for questions; never starts one. */
  get alive(): Session | undefined { return this.session?.isAlive === true ? this.session : undefined; }

  private async runAll(executions: vscode.NotebookCellExecution[], isStopped: () => boolean): Promise<void> {
    let hasFailed = false;
    for (const execution of executions) {
      if (hasFailed || isStopped()) {
        execution.start();
        execution.end(undefined);
      } else {
        hasFailed = !await this.runOne(execution, isStopped);
      }
    }
  }

  private async runOne(execution: vscode.NotebookCellExecution, isStopped: () => boolean): Promise<boolean> {
    const cell = execution.cell, run: Run = { order: 0, started: Date.now(), ended: undefined, well: undefined };
    this.outputs.get(cell)?.discard();
    execution.start(run.started);
    await execution.clearOutput();
    const session = await this.start();
    if (session === undefined || isStopped()) {
      execution.end(false, Date.now());
      return false;
    }
    execution.executionOrder = run.order = ++this.order;
    const outputs = new CellOutputs(execution, this.displays, change => this.executeAgain(cell, run, change));
    this.outputs.set(cell, outputs);
    const limit = vscode.workspace.getConfiguration('teaching', this.notebook.uri).get<number>('outputLimit', 10_000_000);
    const stopped = execution.token.onCancellationRequested(() => void this.interrupt());
    const status = await session.execute(cell.document.getText(), limit, event => this.show(event, outputs, session), languageOf(cell));
    stopped.dispose();
    await outputs.finished();
    run.well = status === 'Succeeded';
    run.ended = Date.now();
    execution.end(run.well, run.ended);
    return run.well;
  }

  private show(event: SessionEvent, outputs: CellOutputs, session: Session): void {
    outputs.show(event);
    if (event.type === 'inputRequest') void this.askPerson(event.prompt, event.isPassword, session);
  }

  private async askPerson(prompt: string, password: boolean, session: Session): Promise<void> {
    const text = await vscode.window.showInputBox({ prompt: prompt || 'The cell waits for a line of input (Escape: end of the input)', password, ignoreFocusOut: true });
    if (session.isAlive) session.reply(text ?? null);
  }

  /** A cell that has ended shows something new. VS Code lets outputs change only while their cell is executed, so it is, for a moment. */
  private async executeAgain(cell: vscode.NotebookCell, run: Run, change: Change): Promise<void> {
    if (cell.index < 0 || this.notebook.isClosed) return;
    // This throws when the cell waits to run again: what it showed is cleared then anyway.
    const execution = this.controller.createNotebookCellExecution(cell);
    const again = { end: () => { if (this.again.delete(cell)) execution.end(run.well, run.ended); } };
    this.again.set(cell, again);
    execution.executionOrder = run.order;
    execution.start(run.started);
    try {
      await change(execution);
    } finally {
      if (this.again.get(cell) === again) again.end();
    }
  }

  /** The session, started when there is none; undefined when it cannot be, which was then said. */
  private start(): Promise<Session | undefined> {
    if (this.session?.isAlive === true) return Promise.resolve(this.session);
    this.starting ??= this.startNew().finally(() => { this.starting = undefined; });
    return this.starting;
  }

  private async startNew(): Promise<Session | undefined> {
    const folder = dirname(this.notebook.uri.fsPath);
    const setting = vscode.workspace.getConfiguration('teaching', this.notebook.uri).get<string>('command', '');
    const found = findTeach(folder, setting);
    if ('missing' in found) {
      void sayMissing(found);
      return undefined;
    }
    this.log.info(`starting ${found.program.file} ${found.program.arguments.join(' ')} in ${folder}`);
    this.outputs.forEach(outputs => outputs.discard());
    this.outputs.clear();
    this.order = 0;
    try {
      const session = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: 'Starting the C# session' }, () => Session.start(found.program, folder));
      this.session = session;
      void session.ended.then(why => this.sayEnded(session, why));
      return session;
    } catch (error) {
      this.log.error(error as Error);
      void vscode.window.showErrorMessage(`The C# session could not be started: ${(error as Error).message}`);
      return undefined;
    }
  }

  /** A session that ended by itself is reported with a way to go on. */
  private async sayEnded(session: Session, why: string): Promise<void> {
    this.log.info(`session ${session.processId}: ${why}`);
    if (this.session !== session) return;
    this.session = undefined;
    const restart = 'Restart Session';
    if (await vscode.window.showWarningMessage(why, restart) === restart) await this.start();
  }
}
