import type { Action } from './action.ts';
import type { ApiAnswer } from './answer.ts';
import type { Limits } from './limits.ts';
import type { JsonRecord } from './plain.ts';

/** One read of one account: what collectors ask through, and where answers are kept. */
export interface Session {
  /** Asks once, and keeps the answer. */
  one(api: string, region: string, input?: JsonRecord): Promise<ApiAnswer>;
  /** Asks for every page, and keeps them; the last answer may be a failure. */
  pages(api: string, region: string, input?: JsonRecord): Promise<readonly ApiAnswer[]>;
  /** Asks once without keeping what it gives. */
  peek(api: string, region: string): Promise<ApiAnswer>;
  /** Keeps an answer that was come by otherwise. */
  keep(answer: ApiAnswer): Promise<void>;
  pause(milliseconds: number): Promise<void>;
  now(): string;
  readonly account: string;
  readonly limits: Limits;
  readonly answers: readonly ApiAnswer[];
}

/** What is read of one service: its actions in the order in which they are asked. */
export interface Collector {
  readonly actions: readonly Action[];
  /** Reads one region, or `global`, where asking one action after the other will not do. */
  readonly collect?: (session: Session, region: string) => Promise<void>;
}
