import type { Figure } from './plotly';

const ink = '#d4d4d4', muted = '#9d9d9d', grid = '#444444', darkInk = '#222222';

interface Annotation { xref?: string; bgcolor?: string; font?: { color?: string } }
interface Trace { type?: string; mode?: string; textfont?: { color?: string } }

/**
 * The figure in the colours of the editor. Text, grid and paper follow a dark theme; the colours of the data stay, and
 * so does text that stands on them or on a light label of its own.
 */
export function themed(figure: Figure, isDark: boolean): Figure {
  if (!isDark) return figure;
  const layout = figure.layout;
  const axes = Object.entries(layout).filter(([key]) => /^[xy]axis\d*$/.test(key))
    .map(([key, axis]) => [key, { ...axis as object, gridcolor: grid, linecolor: grid, zerolinecolor: grid, tickcolor: grid }]);
  const traces = figure.data as Trace[];
  const onData = traces.some(trace => trace.type === 'heatmap');
  return {
    ...figure,
    data: traces.map(onMarkers),
    layout: {
      ...layout, ...Object.fromEntries(axes),
      annotations: (layout.annotations as Annotation[] | undefined)?.map(annotation =>
        annotation.bgcolor !== undefined || (onData && annotation.xref !== 'paper') ? annotation : lit(annotation)),
      paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)',
      font: { ...layout.font as object, color: ink },
    },
  };
}

function lit(annotation: Annotation): Annotation {
  return { ...annotation, font: { ...annotation.font, color: annotation.font?.color === darkInk || annotation.font?.color === undefined ? ink : muted } };
}

/** Text inside light markers stays dark. */
function onMarkers(trace: Trace): Trace {
  const isOnMarkers = trace.mode?.includes('markers') === true && trace.mode.includes('text') && trace.textfont?.color === undefined;
  return isOnMarkers ? { ...trace, textfont: { ...trace.textfont, color: darkInk } } : trace;
}

/** A figure from an output's JSON; throws when it is none. */
export function parseFigure(json: unknown): Figure {
  const figure = json as Partial<Figure> | null;
  if (figure === null || typeof figure !== 'object' || !Array.isArray(figure.data)) throw new Error('this output is not a plotly figure: it has no list "data"');
  return { data: figure.data, layout: figure.layout ?? {}, frames: figure.frames ?? [], config: figure.config ?? {} };
}
