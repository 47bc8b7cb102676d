import type { Clock } from '../../platform/clock.ts';
import type { Belief, Tokens } from '../../platform/access/tokens.ts';
import { TokenFault } from '../../platform/access/tokens.ts';
import type { Viewer } from '../../platform/model/viewer.ts';

/** How often streams without events are looked at for tokens that expired. */
const EVERY_MILLISECONDS = 5000;

/**
 * A token that goes on being used is checked again after so many milliseconds: as long as a withdrawn key may still
 * be believed.
 */
const BELIEVED_FOR = 60_000;

/** The right to a stream, by one token, for as long as the token is good. */
export class Session {
  readonly token: string;
  readonly #clock: Clock;
  readonly #whenLost = new Set<(fault: TokenFault) => void>();
  #belief: Belief;
  #checkedAt: number;
  #lost: TokenFault | null = null;

  constructor(token: string, belief: Belief, clock: Clock) {
    this.token = token;
    this.#belief = belief;
    this.#clock = clock;
    this.#checkedAt = Date.parse(clock.now());
  }

  get viewer(): Viewer {
    return this.#belief.viewer;
  }

  /** Runs before anything is sent. @throws TokenFault */
  check(): void {
    if (this.#lost === null && Date.parse(this.#clock.now()) >= this.#belief.expires)
      this.#lose(new TokenFault('EXPIRED_TOKEN'));
    if (this.#lost !== null) throw this.#lost;
  }

  /** @returns what takes the wish back. */
  whenLost(notify: (fault: TokenFault) => void): () => void {
    this.#whenLost.add(notify);
    return () => this.#whenLost.delete(notify);
  }

  /** Looks at the token again, with the keys that count by now. */
  async checkAgain(tokens: Tokens): Promise<void> {
    try {
      this.check();
      const now = Date.parse(this.#clock.now());
      if (now - this.#checkedAt < BELIEVED_FOR) return;
      this.#belief = await tokens.believe(this.token);
      this.#checkedAt = now;
    } catch (error) {
      if (!(error instanceof TokenFault)) throw error;
      if (error.code !== 'UNREACHABLE_KEYS') this.#lose(error);
    }
  }

  #lose(fault: TokenFault): void {
    if (this.#lost !== null) return;
    this.#lost = fault;
    for (const notify of this.#whenLost) notify(fault);
  }
}

/** Every session under way. */
export class Sessions {
  readonly #tokens: Tokens;
  readonly #clock: Clock;
  readonly #open = new Set<Session>();
  readonly #timer: NodeJS.Timeout;

  constructor(tokens: Tokens, clock: Clock, onError: (error: unknown) => void) {
    this.#tokens = tokens;
    this.#clock = clock;
    this.#timer = setInterval(() => void this.checkAll().catch(onError), EVERY_MILLISECONDS).unref();
  }

  /** @throws TokenFault where the token is none to be believed. */
  async open(token: string | null): Promise<Session> {
    if (token === null) throw new TokenFault('NO_TOKEN');
    const session = new Session(token, await this.#tokens.believe(token), this.#clock);
    this.#open.add(session);
    return session;
  }

  close(session: Session): void {
    this.#open.delete(session);
  }

  async checkAll(): Promise<void> {
    for (const session of this.#open) await session.checkAgain(this.#tokens);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
