/** The words of charts in English: what stands in the picture, and what is said to who does not see it. */
export const chartEn = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
  money: '${{amount}}',
  unit: { hour: '$/h', million: '$/M', speed: 'tok/s' },
  join: '; ',
  comma: ', ',
  stop: '.',
  memory: {
    title: '{{model}}: memory needed, against what may be filled',
    titleRam: '{{model}}: memory needed without a GPU',
    titleBare: '{{model}}: memory needed',
    axis: 'GiB · {{context}} context, {{users}} at once',
    ram: 'RAM',
    row: '{{label}}: {{need}} GiB',
    rowOf: '{{label}}: {{need}} of {{limit}} GiB, {{verdict}}',
    parts: '{{row}} ({{parts}})',
    rest: 'Rest',
  },
  speed: {
    title: 'Speed compared',
    titleOn: 'Speed on {{gpu}}',
    axis: 'Tokens per second for one user',
    noGpu: 'a desktop CPU alone',
    not: 'does not hold it',
  },
  million: { title: '{{model}}: own GPU or API', axis: 'US dollars per million tokens, the own GPU always busy' },
  offers: {
    title: '{{gpu}}: what providers ask',
    axis: 'US dollars per GPU and hour, on demand',
    axisSome: 'US dollars per GPU and hour, on demand; the {{shown}} cheapest of {{all}}',
  },
  hourly: { title: 'What they cost to rent', axis: 'US dollars per hour on demand, median (seen)' },
  trend: {
    title: '{{gpu}}: price on demand',
    titleSeveral: 'Prices on demand, medians of providers',
    axis: 'US dollars per GPU and hour, {{from}} to {{to}}',
    median: 'median of providers',
    least: 'cheapest',
    text: '{{first}} → {{last}}',
    line: '{{label}}: {{first}} at first, {{last}} at last, between {{low}} and {{high}}',
  },
  alt: '{{title}}. {{axis}}: ',
} as const
