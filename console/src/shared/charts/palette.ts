/** The console's colours: a tide that deepens from the first stage to the last, and few others. */
export const palette = {
  ink: '#14232f',
  soft: '#5b6b78',
  faint: '#93a1ac',
  line: '#e4e9ed',
  ground: '#f3f6f8',
  primary: '#0b7285',
  deep: '#0c2d48',
  up: '#0f8a6d',
  down: '#c8553d',
  sand: '#e9b872',
  out: '#c3ccd4',
} as const;

const TIDE = ['#a5dcd6', '#5cbcc0', '#2491a8', '#145f8c', '#12325f'] as const;

/** On a dark ground the tide runs the other way: the last stage is the brightest. */
const TIDE_ON_DARK = ['#2f6f8f', '#3b93ad', '#55b6c4', '#86d5d2', '#c9f2ea'] as const;

/** The colour of a stage, deepening from the first to the last, whatever the number of stages. */
export function stageColor(index: number, stages: number, ground: 'light' | 'dark' = 'light'): string {
  const tide = ground === 'dark' ? TIDE_ON_DARK : TIDE;
  const position = stages < 2 ? tide.length - 1 : (index / (stages - 1)) * (tide.length - 1);
  const low = tide[Math.floor(position)] ?? tide[0];
  const high = tide[Math.ceil(position)] ?? low;
  return mix(low, high, position - Math.floor(position));
}

/** White on deep colours, ink on light ones. */
export function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = channels(color);
  return red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? palette.ink : '#ffffff';
}

export function mix(one: string, other: string, share: number): string {
  const end = channels(other);
  const mixed = channels(one).map((channel, index) => Math.round(channel + ((end[index] ?? 0) - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

const channels = (color: string): number[] => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
