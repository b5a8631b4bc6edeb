import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';

/** What native code prints past the console, on one stream: up to the marker it belongs to the running cell. */
export class NativeOutput {
  private readonly decoder = new StringDecoder('utf8');
  private held = '';
  private seen: (() => void) | undefined;
  private marks = 0;

  /** The first text since the cell began, for the report of a process that died. */
  head = '';

  constructor(stream: Readable, private readonly marker: string, private readonly onText: (text: string) => void) {
    stream.on('data', (chunk: Buffer) => this.add(this.decoder.write(chunk)));
    stream.on('close', () => {
      this.pass(this.held);
      this.held = '';
      this.mark();
    });
  }

  /** Forgets marks of earlier cells. */
  begin(): void {
    this.marks = 0;
    this.seen = undefined;
    this.head = '';
  }

  /** Done once the marker, or the end of the stream, has come. */
  marked(): Promise<void> {
    if (this.marks > 0) return Promise.resolve();
    return new Promise(resolve => { this.seen = resolve; });
  }

  private add(text: string): void {
    this.held += text;
    for (let at = this.held.indexOf(this.marker); at >= 0; at = this.held.indexOf(this.marker)) {
      this.pass(this.held.slice(0, at));
      this.held = this.held.slice(at + this.marker.length);
      this.mark();
    }
    // The start of a marker may be the end of this text: that much waits.
    const first = this.held.lastIndexOf(this.marker[0]);
    const waits = first >= 0 && this.marker.startsWith(this.held.slice(first));
    this.pass(waits ? this.held.slice(0, first) : this.held);
    this.held = waits ? this.held.slice(first) : '';
  }

  private pass(text: string): void {
    if (text === '') return;
    if (this.head.length < 2000) this.head += text.slice(0, 2000);
    this.onText(text);
  }

  private mark(): void {
    this.marks++;
    this.seen?.();
  }
}
