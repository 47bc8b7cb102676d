export interface BootstrapTask {
  readonly first?: readonly [program: string, ...args: string[]];
  readonly build: boolean | 'all';
  readonly commands: readonly (readonly [program: string, ...args: string[]])[];
}

export const tasks: Readonly<Record<string, BootstrapTask>>;
export const tools: Readonly<Record<string, string>>;
