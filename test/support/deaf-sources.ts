import { priceSources } from '../../src/prices/sources.ts'

/** Addresses of this machine where nobody listens, for every price source: a test asks nobody in the world. */
export const deafSources: Readonly<Record<string, string>> = Object.fromEntries(
  priceSources.map(({ variable }) => [variable, 'http://127.0.0.1:9']),
)
