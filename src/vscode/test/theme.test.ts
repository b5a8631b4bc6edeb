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
  const figure = parseFigure({ data: [], layout: { title: { text: 't' }, xaxis: { title: 'x' }, yaxis2: { type: 'log' } } });
  const layout = themed(figure, true).layout;
  assert.deepEqual(layout.title, { text: 't' });
  assert.equal((layout.xaxis as Record<string, string>).title, 'x');
  assert.equal((layout.yaxis2 as Record<string, string>).gridcolor, '#444444');
  assert.equal(themed(figure, false), figure);
});

test('titles are light on dark, text on light labels, on heatmaps and in markers stays dark', () => {
  const title = { xref: 'paper', font: { color: '#222222' } }, label = { xref: 'x', bgcolor: '#ffffff', font: { color: '#222222' } }, value = { xref: 'x', font: { color: '#222222' } };
  const colours = (type: string) => (themed(parseFigure({ data: [{ type, mode: 'markers+text' }], layout: { annotations: [title, label, value] } }), true)
    .layout.annotations as { font: { color: string } }[]).map(annotation => annotation.font.color);
  assert.deepEqual(colours('heatmap'), ['#d4d4d4', '#222222', '#222222']);
  assert.deepEqual(colours('scatter'), ['#d4d4d4', '#222222', '#d4d4d4']);
  const [trace] = themed(parseFigure({ data: [{ mode: 'markers+text' }] }), true).data as { textfont: { color: string } }[];
  assert.equal(trace.textfont.color, '#222222');
});
