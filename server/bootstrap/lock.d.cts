export interface LockOptions {
  readonly onWait?: (pid: number) => void;
  readonly isStopped?: () => boolean;
}

export function acquireLock(directory: string, options?: LockOptions): Promise<() => void>;
