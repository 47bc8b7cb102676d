/** The command line that runs npm. */
export interface NpmCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly shell: boolean;
}

/** A private Node: the package that brings it and the program inside. */
export interface NodeBinary {
  readonly package: string;
  readonly program: string;
}

export interface SourceFile {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface LockHolder {
  readonly sameHost: boolean;
  readonly alive: boolean;
  readonly silentMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

export const minimumNode: string;
export const binaries: Readonly<Record<string, NodeBinary>>;
export function isNewEnough(version: string): boolean;
export function binaryFor(platform: string, arch: string): NodeBinary | null;
export function adviceToInstallNode(): string;
export function installStamp(lockText: string, platform: string, arch: string): string;
export function buildStamp(sources: readonly SourceFile[]): string;
export function sourcesOf(builtPath: string): string[];
export function npmCommand(env: Environment, execPath: string, platform: string): NpmCommand;
export function environmentOfTask(env: NodeJS.ProcessEnv, compileCache: string): NodeJS.ProcessEnv;
export function environmentToAskNpm(env: Environment): Record<string, string | undefined>;
export function environmentOfTask(env: Environment, compileCache: string): Environment;
export function isAbandoned(holder: LockHolder): boolean;
export function isHandedOn(signal: string, onTerminal: boolean): boolean;
export function exitCodeOf(code: number | null, signalNumber: number | undefined): number;
