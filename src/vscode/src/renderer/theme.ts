import type { Figure, Layout } from './plotly';

/** The layout in the colours of the editor. Only text, grid and paper follow the theme; the colours of the data stay. */
export function themed(layout: Layout, isDark: boolean): Layout {
  if (!isDark) return layout;
  const text = '#d4d4d4', grid = '#444444';
  const axes = Object.entries(layout).filter(([key]) => /^[xy]axis\d*$/.test(key))
    .map(([key, axis]) => [key, { ...axis as object, gridcolor: grid, linecolor: grid, zerolinecolor: grid, tickcolor: grid }]);
  return {
    ...layout, ...Object.fromEntries(axes),
    paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)',
    font: { ...layout.font as object, color: text },
  };
}

/** A figure from an output's JSON; throws when it is none. */
export function parseFigure(json: unknown): Figure {
  const figure = json as Partial<Figure> | null;
  if (figure === null || typeof figure !== 'object' || !Array.isArray(figure.data)) throw new Error('this output is not a plotly figure: it has no list "data"');
  return { data: figure.data, layout: figure.layout ?? {}, frames: figure.frames ?? [], config: figure.config ?? {} };
}
