import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import test from 'node:test';
import { FrameReader, toFrame } from '../src/session/frames';
import { NativeOutput } from '../src/session/nativeOutput';

const messages = [{ type: 'a', text: 'ä€😀' }, { type: 'b', text: 'x'.repeat(70_000) }, { type: 'c' }];

for (const size of [1, 2, 3, 7, 65_536, 1_000_000]) {
  test(`messages arrive whole in pieces of ${size} bytes`, () => {
    const bytes = Buffer.concat(messages.map(toFrame));
    const got: object[] = [];
    const reader = new FrameReader<object>(message => got.push(message));
    for (let at = 0; at < bytes.length; at += size) reader.add(bytes.subarray(at, at + size));
    assert.deepEqual(got, messages);
  });
}

test('a length over 256 MiB is refused before anything is kept', () => {
  const reader = new FrameReader<object>(() => assert.fail('there is no message'));
  assert.throws(() => reader.add(Buffer.from([0, 0, 0, 0x20])), /536870912 bytes/);
});

test('a frame that is not JSON is an error', () => {
  const reader = new FrameReader<object>(() => assert.fail('there is no message'));
  assert.throws(() => reader.add(Buffer.from([3, 0, 0, 0, 0x7b, 0x7b, 0x7b])), SyntaxError);
});

const marker = '\u0001mark\u0001';

for (const size of [1, 3, 100]) {
  test(`native output ends at the marker and shows none of it, in pieces of ${size}`, async () => {
    const stream = new PassThrough();
    let text = '';
    const output = new NativeOutput(stream, marker, more => { text += more; });
    output.begin();
    const marked = output.marked();
    const bytes = Buffer.from(`before ü \u0001 ${marker}after`);
    for (let at = 0; at < bytes.length; at += size) stream.write(bytes.subarray(at, at + size));
    await marked;
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(text, 'before ü \u0001 after');
  });
}

test('the end of a stream releases who waits for a marker', async () => {
  const stream = new PassThrough();
  const output = new NativeOutput(stream, marker, () => undefined);
  output.begin();
  stream.end();
  stream.destroy();
  await output.marked();
});
