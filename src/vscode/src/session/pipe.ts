import { randomUUID } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private pipe that one session connects to. */
export interface Pipe { name: string; connection: Promise<Socket>; close(): Promise<void> }

/** Listens on a new pipe: a named pipe on Windows, a Unix socket that only this user may use elsewhere. */
export async function listen(): Promise<Pipe> {
  const windows = process.platform === 'win32';
  const name = windows ? `teach-${randomUUID()}` : join(tmpdir(), `teach-${randomUUID()}`);
  const server: Server = createServer({ pauseOnConnect: true });
  server.maxConnections = 1;
  const connection = new Promise<Socket>((resolve, reject) => {
    server.once('connection', resolve);
    server.once('error', reject);
  });
  connection.catch(() => undefined);
  const mask = windows ? 0 : process.umask(0o077);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(windows ? `\\\\.\\pipe\\${name}` : name, resolve);
    });
  } finally {
    if (!windows) process.umask(mask);
  }
  return {
    name,
    connection,
    close: async () => {
      server.close();
      if (!windows) await unlink(name).catch(() => undefined);
    },
  };
}
