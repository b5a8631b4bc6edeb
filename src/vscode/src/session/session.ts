import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { readFrames, toFrame } from './frames';
import type { Answer, Command, Message, SessionEvent, Status } from './messages';
import { NativeOutput } from './nativeOutput';
import { listen } from './pipe';

const protocol = 1;
const startPatience = 20_000;
const interruptPatience = 2_000;

/** How to start `teach`, without the verb. */
export interface Program { file: string; arguments: string[] }

/** The cell that runs. */
interface Execution { id: number; onEvent: (event: SessionEvent) => void; finish: (status: Status) => void; finished: Promise<Status> }

/** A process of `teach session` that runs the cells of one notebook, and the pipe to it. */
export class Session {
  private lastId = 0;
  private execution: Execution | undefined;
  /** Of what comes: the cell that has started last, be it over or not. */
  private owner: Execution | undefined;
  private readonly questions = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  private readonly marker = `\u0001${randomUUID()}\u0001`;
  private readonly standardOutput: NativeOutput;
  private readonly standardError: NativeOutput;
  private reason: string | undefined;

  /** Done when the process has ended, with the reason. */
  readonly ended: Promise<string>;
  isAlive = true;

  private constructor(private readonly child: ChildProcess, private readonly pipe: Socket, ready: () => void) {
    this.standardOutput = new NativeOutput(child.stdout!, this.marker, text => this.forwardNative('stdout', text));
    this.standardError = new NativeOutput(child.stderr!, this.marker, text => this.forwardNative('stderr', text));
    readFrames<Message>(pipe, message => this.handle(message, ready), () => this.kill('The session sent what is not of its protocol.'));
    pipe.on('error', () => undefined);
    pipe.on('close', () => setTimeout(() => this.kill(), interruptPatience).unref());
    this.ended = new Promise(resolve => child.once('close', (code, signal) => resolve(this.end(code, signal))));
    pipe.resume();
  }

  get processId(): number { return this.child.pid!; }

  /** Starts a session in a folder and waits until it answers. Throws an error for a person to read. */
  static async start(program: Program, folder: string): Promise<Session> {
    const pipe = await listen();
    let said = '';
    const child = spawn(program.file, [...program.arguments, 'session', '--pipe', pipe.name], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const hear = (chunk: Buffer) => { said = (said + chunk.toString('utf8')).slice(-2000); };
    child.stderr!.on('data', hear);
    let failed: (error: Error) => void = () => undefined;
    const failure = new Promise<never>((_, reject) => { failed = reject; });
    failure.catch(() => undefined);
    child.once('error', failed);
    child.once('exit', code => failed(new Error(`The session ended at once with exit code ${code}. ${said}`.trim())));
    const timer = setTimeout(() => failed(new Error(`The session did not answer within ${startPatience / 1000} s.`)), startPatience);
    try {
      const socket = await Promise.race([pipe.connection, failure]);
      child.stderr!.off('data', hear);
      let session: Session | undefined;
      await Promise.race([failure, new Promise<void>(ready => { session = new Session(child, socket, ready); })]);
      return session!;
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    } finally {
      clearTimeout(timer);
      await pipe.close();
    }
  }

  /** Runs a cell; its events come before the result. What comes after its end, until the next cell starts, is its own too. */
  async execute(code: string, outputLimit: number, onEvent: (event: SessionEvent) => void, language?: string): Promise<Status> {
    const id = ++this.lastId;
    let finish: (status: Status) => void = () => undefined;
    const finished = new Promise<Status>(resolve => { finish = resolve; });
    this.standardOutput.begin();
    this.standardError.begin();
    this.execution = { id, onEvent, finish, finished };
    if (this.isAlive) this.send({ type: 'execute', id, code, outputLimit, marker: this.marker, language });
    else finish('Ended');
    return finished;
  }

  /**
   * Stops the running cell; a cell that does not stop within two seconds costs its session. With none, stops the async
   * methods of earlier cells that still go on.
   */
  async interrupt(): Promise<void> {
    const running = this.execution;
    this.send({ type: 'interrupt' });
    if (running === undefined) return;
    const late = new Promise<'late'>(resolve => setTimeout(() => resolve('late'), interruptPatience));
    if (await Promise.race([running.finished, late]) !== 'late') return;
    this.kill('The cell did not stop within 2 s, as in a Sleep, a blocking wait or a loop that catches everything. '
      + 'Its session was ended: the variables are gone. Run the cells from the top.');
    await this.ended;
  }

  reply(text: string | null): void { this.send({ type: 'inputReply', text }); }

  /** What could stand at a position of a cell, or what stands there. */
  ask(type: 'complete' | 'inspect', code: string, position: number): Promise<Answer> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.questions.set(id, { resolve, reject });
      if (this.isAlive) this.send({ type, id, code, position });
      else reject(new Error('the session has ended'));
    });
  }

  /** Ends the process: politely when it is idle, else at once. */
  async close(): Promise<void> {
    if (!this.isAlive) return;
    this.reason ??= 'The session was ended.';
    if (this.execution === undefined) {
      this.send({ type: 'shutdown' });
      setTimeout(() => this.kill(), interruptPatience).unref();
    } else {
      this.kill();
    }
    await this.ended;
  }

  private send(command: Command): void {
    if (!this.pipe.destroyed) this.pipe.write(toFrame(command));
  }

  private forward(event: SessionEvent): void { this.owner?.onEvent(event); }

  /** Nothing marks the start of a cell on this side road: what comes once it was asked for is its own. */
  private forwardNative(name: 'stdout' | 'stderr', text: string): void {
    (this.execution ?? this.owner)?.onEvent({ type: 'stream', name, text });
  }

  private handle(message: Message, ready: () => void): void {
    switch (message.type) {
      case 'ready':
        if (message.protocol === protocol) ready();
        else this.kill(`The session speaks version ${message.protocol} of the protocol, this extension ${protocol}: use both of one version.`);
        break;
      case 'started': if (this.execution?.id === message.id) this.owner = this.execution; break;
      case 'finished': void this.finish(message.id, message.status); break;
      case 'completions':
      case 'inspection': this.questions.get(message.id)?.resolve(message); this.questions.delete(message.id); break;
      case 'protocolError':
        if (message.id !== undefined && message.id !== null) this.questions.get(message.id)?.reject(new Error(message.message));
        break;
      default: this.forward(message);
    }
  }

  private async finish(id: number, status: Status): Promise<void> {
    await Promise.all([this.standardOutput.marked(), this.standardError.marked()]);
    const finished = this.execution;
    if (finished === undefined || finished.id !== id) return;
    this.execution = undefined;
    finished.finish(status);
  }

  private kill(reason?: string): void {
    this.reason ??= reason;
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
  }

  private end(code: number | null, signal: NodeJS.Signals | null): string {
    this.isAlive = false;
    this.pipe.destroy();
    const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
    const why = this.reason ?? `The process of the session ended ${how}${lastWords(this.standardError.head)}. The variables are gone: run the cells from the top.`;
    for (const question of this.questions.values()) question.reject(new Error(why));
    this.questions.clear();
    const interrupted = this.execution;
    this.execution = undefined;
    if (interrupted !== undefined) {
      interrupted.onEvent({ type: 'error', name: 'SessionEnded', message: why, traceback: [] });
      interrupted.finish('Ended');
    }
    return why;
  }
}

/** What the runtime says first when it gives up, as "Stack overflow"; the trace after it stands under the cell. */
function lastWords(text: string): string {
  const lines = text.split('\n').map(line => line.trim()).filter(line => line !== '' && !line.startsWith('at '));
  return lines.length === 0 ? '' : `: ${lines.slice(0, 2).join(' ').slice(0, 200).replace(/\.$/, '')}`;
}
