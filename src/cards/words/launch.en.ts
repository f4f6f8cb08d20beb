/** The words around commands in English; the commands themselves are the same in every language. */
export const launchEn = {
  start: 'Start it: {{gpu}}, {{format}} with {{runtime}}',
  check: 'Measure its speed: {{gpu}}, {{format}} with {{runtime}}',
  server: 'Server {{number}} of {{count}}',
}
