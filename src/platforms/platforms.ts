import type { Platform } from './platform.ts'

/** Every platform that `headroom start` can run; `start` of each imports its folder, so that nobody pays for what is not configured. */
export const platforms: readonly Platform[] = []

/** Said at the start, so that nobody looks for them. */
export const plannedPlatforms: readonly string[] = ['discord', 'slack']
