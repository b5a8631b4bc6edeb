import assert from 'node:assert/strict';
import test from 'node:test';
import { parseFigure, themed } from '../src/renderer/theme';

test('a figure without layout and frames gets empty ones', () => {
  assert.deepEqual(parseFigure({ data: [] }), { data: [], layout: {}, frames: [], config: {} });
});

for (const wrong of [null, 3, 'x', {}, { data: 3 }]) {
  test(`${JSON.stringify(wrong)} is no figure`, () => assert.throws(() => parseFigure(wrong), /not a plotly figure/));
}

test('a dark theme colours every axis and leaves the rest as it is', () => {
  const layout = themed({ title: { text: 't' }, xaxis: { title: 'x' }, yaxis2: { type: 'log' } }, true);
  assert.deepEqual(layout.title, { text: 't' });
  assert.equal((layout.xaxis as Record<string, string>).title, 'x');
  assert.equal((layout.yaxis2 as Record<string, string>).gridcolor, '#444444');
  assert.deepEqual(themed({ a: 1 }, false), { a: 1 });
});
