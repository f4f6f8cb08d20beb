/** Why the program cannot start here; the words are `operations.<why>`. */
export class CannotStart extends Error {
  readonly why: 'portTaken' | 'portRefused' | 'hostUnknown'
  readonly host: string
  readonly port: number

  constructor(why: CannotStart['why'], host: string, port: number, options: { cause: unknown }) {
    super(`${why}: ${host}:${port}`, options)
    this.name = 'CannotStart'
    this.why = why
    this.host = host
    this.port = port
  }
}
