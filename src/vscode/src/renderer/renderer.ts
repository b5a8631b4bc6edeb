import type { ActivationFunction, OutputItem } from 'vscode-notebook-renderer';
import { Plotly } from './plotly';
import { parseFigure, themed } from './theme';

/** VS Code hands over the other forms of the output too, though its types do not say so yet. */
interface OutputItemWithOthers extends OutputItem {
  _allOutputItems?: { mime: string; getItem(): Promise<OutputItem | undefined> }[];
}

const isDark = () => document.body.classList.contains('vscode-dark') || document.body.classList.contains('vscode-high-contrast');

/** Draws plotly charts with the plotly.js inside this bundle: no network, nothing has to run. */
export const activate: ActivationFunction = () => {
  const shown = new Map<string, HTMLElement>();
  return {
    async renderOutputItem(item, element) {
      clear(shown, item.id);
      try {
        await draw(item, element);
        shown.set(item.id, element);
      } catch (error) {
        await drawPicture(item, element, error as Error);
      }
    },
    disposeOutputItem(id) {
      for (const one of id === undefined ? [...shown.keys()] : [id]) clear(shown, one);
    },
  };
};

async function draw(item: OutputItem, element: HTMLElement): Promise<void> {
  const figure = parseFigure(item.json());
  const chart = document.createElement('div');
  chart.className = 'teaching-chart';
  chart.style.height = `${typeof figure.layout.height === 'number' ? figure.layout.height : 450}px`;
  element.replaceChildren(chart);
  const fitted = { ...figure, layout: { ...figure.layout, width: undefined, autosize: true } };
  await Plotly.newPlot(chart, { ...themed(fitted, isDark()), config: { responsive: true, displaylogo: false, ...figure.config } });
}

/** The picture that comes with every chart of the course, where plotly cannot draw. */
async function drawPicture(item: OutputItemWithOthers, element: HTMLElement, why: Error): Promise<void> {
  const svg = await item._allOutputItems?.find(other => other.mime === 'image/svg+xml')?.getItem();
  const note = document.createElement('p');
  note.textContent = `This chart cannot be drawn interactively: ${why.message}`;
  element.replaceChildren(note);
  if (svg === undefined) return;
  const picture = document.createElement('img');
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg.text())}`;
  element.append(picture);
}

function clear(shown: Map<string, HTMLElement>, id: string): void {
  const chart = shown.get(id)?.querySelector<HTMLElement>('.teaching-chart');
  if (chart) Plotly.purge(chart);
  shown.delete(id);
}
