/**
 * The picture brings its own ground, dark and solid, so that it reads the same on a white page and in a dark chat. Every text and every
 * bar stands against that ground alone. Colours people with colour blindness tell apart (Okabe and Ito, lightened for a dark ground).
 */
export const palette = {
  ground: '#1f2228',
  edge: '#4a4f5a',
  text: '#f2f3f5',
  quiet: '#b5bac1',
  grid: '#343842',
  track: '#3d424d',
  /** Parts of a whole, lines, and bars: in this order. */
  series: ['#5cb3f0', '#f0a935', '#34c49a', '#d98ac0'],
  bar: '#5cb3f0',
  best: '#3ecf8e',
  verdict: { fits: '#3ecf8e', tight: '#f2c14e', no: '#ff9a91' },
} as const

/** Colour of the nth part or line; they begin again where there are more. */
export const seriesColor = (index: number): string => palette.series[index % palette.series.length] ?? palette.bar
