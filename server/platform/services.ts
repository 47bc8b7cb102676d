/** Typed key of a service of the running server. */
export interface Service<T> {
  readonly name: string;
  /** Never set: ties the name to the type. */
  readonly type?: T;
}

/** A new key for a service; the module that implements the service exports it. */
export function service<T>(name: string): Service<T> {
  return { name };
}

/** Services of the running server by key: registered at start, looked up by requests. */
export class Services {
  readonly #byName = new Map<Service<unknown>, unknown>();

  with<T>(name: Service<T>, implementation: T): this {
    this.#byName.set(name, implementation);
    return this;
  }

  /** The service under a key. @throws Error where none was registered */
  get<T>(name: Service<T>): T {
    if (!this.#byName.has(name)) throw new Error(`no service "${name.name}" was handed over`);
    return this.#byName.get(name) as T;
  }
}
