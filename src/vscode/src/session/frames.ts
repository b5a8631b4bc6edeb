import type { Readable } from 'node:stream';

/** No message may be longer: whoever announces one does not speak the protocol. */
const maxLength = 256 * 1024 * 1024;

/** A message as a frame: four bytes of length (little end first), then JSON in UTF-8. See Sessions/Protocol/protocol.md. */
export function toFrame(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  const frame = Buffer.allocUnsafe(4 + body.length);
  frame.writeUInt32LE(body.length, 0);
  body.copy(frame, 4);
  return frame;
}

/** Cuts what a pipe brings into messages, however it was divided on the way. */
export class FrameReader<M> {
  private chunks: Buffer[] = [];
  private length = 0;

  constructor(private readonly onMessage: (message: M) => void) {}

  /** Takes the next bytes; throws when they cannot be frames. */
  add(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    while (this.length >= 4) {
      const announced = this.peek(4).readUInt32LE(0);
      if (announced > maxLength) throw new Error(`a message of ${announced} bytes was announced; the limit is ${maxLength}`);
      if (this.length < 4 + announced) return;
      const frame = this.peek(4 + announced);
      this.chunks = [this.chunks[0].subarray(frame.length)];
      this.length -= frame.length;
      this.onMessage(JSON.parse(frame.toString('utf8', 4)) as M);
    }
  }

  /** The first bytes in one piece; joins chunks only when they are needed together. */
  private peek(count: number): Buffer {
    if (this.chunks[0].length < count) this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0].subarray(0, count);
  }
}

/** Hands the messages of a pipe on until it ends; an error ends it too. */
export function readFrames<M>(pipe: Readable, onMessage: (message: M) => void, onError: (error: Error) => void): void {
  const reader = new FrameReader<M>(onMessage);
  pipe.on('data', (chunk: Buffer) => {
    try {
      reader.add(chunk);
    } catch (error) {
      onError(error as Error);
    }
  });
}
