import plotly from 'plotly.js-dist-min';

export type Layout = Record<string, unknown>;
export interface Figure { data: unknown[]; layout: Layout; frames: unknown[]; config: Record<string, unknown> }

/** The few functions of plotly.js that the renderer needs. */
export const Plotly = plotly as {
  newPlot(element: HTMLElement, figure: Figure): Promise<unknown>;
  react(element: HTMLElement, data: unknown[], layout: Layout, config: object): Promise<unknown>;
  purge(element: HTMLElement): void;
};
