/** Where a command hands its result: Chinese text for people, JSON for machines; progress never comes here. */
export interface Output {
  readonly json: boolean;
  /** Writes one result. `text` is called only for the text form. */
  result(data: unknown, text: () => string): void;
}

export class StreamOutput implements Output {
  readonly json: boolean;
  readonly #write: (text: string) => void;

  constructor(json: boolean, write: (text: string) => void) {
    this.json = json;
    this.#write = write;
  }

  result(data: unknown, text: () => string): void {
    this.#write(this.json ? `${JSON.stringify(data)}\n` : `${text().trimEnd()}\n`);
  }
}
