import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { Session } from '../src/session/session';
import type { SessionEvent } from '../src/session/messages';

/** A session that prints before a cell starts, while it runs and after it has ended, all in one go. */
const program = `
const socket = require('node:net').connect(process.argv.at(-1));
const send = message => {
  const body = Buffer.from(JSON.stringify(message)), length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  socket.write(Buffer.concat([length, body]));
};
let held = Buffer.alloc(0);
socket.on('connect', () => send({ type: 'ready', protocol: 1, processId: process.pid }));
socket.on('close', () => process.exit(0));
socket.on('data', chunk => {
  held = Buffer.concat([held, chunk]);
  while (held.length >= 4 && held.length >= 4 + held.readUInt32LE(0)) {
    const length = held.readUInt32LE(0), command = JSON.parse(held.toString('utf8', 4, 4 + length));
    held = held.subarray(4 + length);
    if (command.type === 'shutdown') process.exit(0);
    if (command.type !== 'execute') { send({ type: 'stream', name: 'stdout', text: command.type }); continue; }
    const print = text => send({ type: 'stream', name: 'stdout', text: text + ' ' + command.id });
    print('before');
    send({ type: 'started', id: command.id });
    print('in');
    process.stdout.write(command.marker);
    process.stderr.write(command.marker);
    send({ type: 'finished', id: command.id, status: 'Succeeded' });
    print('after');
  }
});
`;

test('what comes between two cells belongs to the first, and an interrupt reaches the session then too', { timeout: 30_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'teach-'));
  writeFileSync(join(folder, 'fake.cjs'), program);
  const session = await Session.start({ file: process.execPath, arguments: [join(folder, 'fake.cjs')] }, folder);
  try {
    const heard: string[][] = [[], []];
    let onEvent: () => void = () => undefined;
    const hear = (cell: number) => (event: SessionEvent) => {
      if (event.type === 'stream') heard[cell].push(event.text);
      onEvent();
    };
    await session.execute('1', 1000, hear(0));
    await session.execute('2', 1000, hear(1));
    await session.interrupt();
    while (!heard[1].includes('interrupt')) await new Promise<void>(resolve => { onEvent = resolve; });
    assert.deepEqual(heard, [['in 1', 'after 1', 'before 2'], ['in 2', 'after 2', 'interrupt']]);
  } finally {
    await session.close();
    rmSync(folder, { recursive: true });
  }
});
