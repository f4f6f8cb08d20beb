import { ConfigError } from '../config.ts'

/** Takes what `.env` in the working directory says; what the environment says itself stays. Throws ConfigError. */
export function loadDotEnv(): void {
  try {
    process.loadEnvFile()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    if (code !== 'ENOENT') throw new ConfigError([{ variable: '.env', said: code, needs: 'readable' }])
  }
}
