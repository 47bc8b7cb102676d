/** Names a service of the running server, and says its type. */
export interface Service<T> {
  readonly name: string;
  /** Never set: ties the name to the type. */
  readonly type?: T;
}

/** A name for a service; the room that offers the service exports it. */
export function service<T>(name: string): Service<T> {
  return { name };
}

/** Services of the running server, handed over once where it is put together; requests find them by name. */
export class Services {
  readonly #byName = new Map<Service<unknown>, unknown>();

  with<T>(name: Service<T>, offered: T): this {
    this.#byName.set(name, offered);
    return this;
  }

  /** The service with that name. @throws Error where none was handed over. */
  get<T>(name: Service<T>): T {
    if (!this.#byName.has(name)) throw new Error(`no service "${name.name}" was handed over`);
    return this.#byName.get(name) as T;
  }
}
