import type { Message } from '../live/frames';
import { Failure, Offline } from '../api/failure';
import { newKey } from '../api/client';
import { draftsOf } from '../ui/useDraft';
import { alone } from '../session/alone';

/** A message that the server does not have yet, as far as we know. */
export type Unsent = {
  /** Its `Idempotency-Key`: sent again under it, it is written once. */
  key: string;
  order: number;
  text: string;
  /** When it was written, in milliseconds; each is later than the one before. */
  at: number;
  /** The newest message there was. What of the sender comes after it with the same text is this one. */
  after: number;
  /** Why it was refused; it is not sent again by itself. */
  failure?: string;
};

/** One with a file, which is kept in memory alone. */
export type UnsentFile = Unsent & { file: File; progress: number };

export type Deliver = (unsent: Unsent | UnsentFile, onProgress: (share: number) => void, signal: AbortSignal) => Promise<Message>;

/** The server remembers keys for 24 hours. What is older could be written twice, and is for people to decide. */
const OLDEST = 20 * 3_600_000;
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000];
/** What may be different next time: a busy server, a key that is being worked on, a session that ended. */
const PASSING = [401, 408, 409, 425, 429];

/**
 * What one account has written and the server has not confirmed. Texts survive a reload and are sent in their order, by one tab at a time; files are sent by the
 * tab they were chosen in.
 */
export class Outbox {
  private readonly prefix: string;
  private readonly watchers = new Set<() => void>();
  private files: UnsentFile[] = [];
  private shown: (Unsent | UnsentFile)[];
  private latest = 0;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What is on its way, by its key, to be given up. */
  private readonly underway = new Map<string, AbortController>();
  private isSendingFiles = false;
  private isSendingTexts = false;
  private isStopped = false;

  constructor(
    account: number,
    private readonly deliver: Deliver,
    private readonly onSent: (message: Message) => void,
    private readonly wordsOf: (failure: unknown) => string,
  ) {
    // As drafts they are forgotten when somebody signs out.
    this.prefix = `${draftsOf(account)}outbox.`;
    this.shown = this.read();
  }

  /** @returns what stops it; what is unsent stays */
  start(): () => void {
    const changed = ({ key }: StorageEvent) => (key === null || key.startsWith(this.prefix)) && this.changed();
    const flush = () => this.flush();
    const warn = (event: BeforeUnloadEvent) => this.files.some((it) => it.failure === undefined) && event.preventDefault();
    window.addEventListener('storage', changed);
    window.addEventListener('online', flush);
    window.addEventListener('beforeunload', warn);
    this.isStopped = false;
    this.flush();
    return () => {
      this.isStopped = true;
      window.removeEventListener('storage', changed);
      window.removeEventListener('online', flush);
      window.removeEventListener('beforeunload', warn);
      clearTimeout(this.timer);
      this.timer = undefined;
    };
  }

  subscribe = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** All that is unsent, in the order it was written; the same array until something changes. */
  all = () => this.shown;

  /** Whether it has to wait because nobody answers. */
  isHeldUp = () => this.failures > 0;

  /** Writes a message. */
  add(order: number, text: string, after: number, file?: File) {
    this.latest = Math.max(this.latest + 1, Date.now());
    const unsent: Unsent = { key: newKey(), order, text, at: this.latest, after };
    if (file) {
      this.files = [...this.files, { ...unsent, file, progress: 0 }];
    } else {
      this.keep(unsent);
    }
    this.changed();
    this.flush();
  }

  /** Sends what was refused again, as something new: under the old key the answer would be the same. */
  retry(key: string) {
    const again = { key: newKey(), at: Date.now(), failure: undefined };
    this.files = this.files.map((it) => (it.key === key ? { ...it, ...again, progress: 0 } : it));
    const text = this.texts().find((it) => it.key === key);
    if (text) {
      this.drop(key);
      this.keep({ ...text, ...again });
    }
    this.changed();
    this.flush();
  }

  /** Forgets one, and gives it up if it is on its way. */
  discard(key: string) {
    this.underway.get(key)?.abort();
    this.files = this.files.filter((it) => it.key !== key);
    this.drop(key);
    this.changed();
  }

  /** Sends what can be sent, now. */
  flush() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.isStopped) {
      void this.sendTexts();
      void this.sendFiles();
    }
  }

  private async sendTexts() {
    if (this.isSendingTexts || !this.texts().some(isDue)) {
      return;
    }
    this.isSendingTexts = true;
    try {
      // Should two tabs send the same, its key lets the server write it once.
      await alone(`${this.prefix}send`, async () => {
        for (let next = this.texts().find(isDue); next && !this.isStopped; next = this.texts().find(isDue)) {
          if (!(await this.send(next))) {
            return;
          }
        }
      });
    } finally {
      this.isSendingTexts = false;
    }
    // Something may have been written while the lock was given back.
    if (!this.timer) {
      this.flush();
    }
  }

  private async sendFiles() {
    if (this.isSendingFiles) {
      return;
    }
    this.isSendingFiles = true;
    try {
      for (let next = this.files.find(isDue); next && !this.isStopped; next = this.files.find(isDue)) {
        if (!(await this.send(next))) {
          return;
        }
      }
    } finally {
      this.isSendingFiles = false;
    }
  }

  /** @returns whether it is done with, one way or the other */
  private async send(unsent: Unsent | UnsentFile): Promise<boolean> {
    if (Date.now() - unsent.at > OLDEST) {
      this.fail(unsent.key, '');
      return true;
    }
    const giveUp = new AbortController();
    this.underway.set(unsent.key, giveUp);
    try {
      const message = await this.deliver(unsent, (progress) => this.progress(unsent.key, progress), giveUp.signal);
      this.underway.delete(unsent.key);
      this.failures = 0;
      this.onSent(message);
      // The next one with the same words is not this one.
      this.texts()
        .filter((it) => it.order === unsent.order && it.after < message.id)
        .forEach((it) => this.keep({ ...it, after: message.id }));
      this.discard(unsent.key);
      return true;
    } catch (failure) {
      if (giveUp.signal.aborted) {
        return true;
      }
      if (isPassing(failure)) {
        this.progress(unsent.key, 0);
        this.later();
        return false;
      }
      this.fail(unsent.key, this.wordsOf(failure));
      return true;
    } finally {
      this.underway.delete(unsent.key);
    }
  }

  private later() {
    const pause = PAUSES[Math.min(this.failures++, PAUSES.length - 1)];
    this.timer ??= setTimeout(() => this.flush(), pause);
    this.changed();
  }

  private fail(key: string, failure: string) {
    this.files = this.files.map((it) => (it.key === key ? { ...it, failure, progress: 0 } : it));
    const text = this.texts().find((it) => it.key === key);
    if (text) {
      this.keep({ ...text, failure });
    }
    this.changed();
  }

  private progress(key: string, progress: number) {
    if (this.files.some((it) => it.key === key && it.progress !== progress)) {
      this.files = this.files.map((it) => (it.key === key ? { ...it, progress } : it));
      this.changed();
    }
  }

  /** Each is an item of its own, so that tabs do not overwrite each other's. */
  private keep(unsent: Unsent) {
    localStorage.setItem(this.prefix + unsent.key, JSON.stringify(unsent));
  }

  private drop(key: string) {
    localStorage.removeItem(this.prefix + key);
  }

  private texts(): Unsent[] {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(this.prefix))
      .flatMap((name) => JSON.parse(localStorage.getItem(name) ?? '[]') as Unsent | [])
      .sort((one, other) => one.at - other.at);
  }

  private read() {
    return [...this.texts(), ...this.files].sort((one, other) => one.at - other.at);
  }

  private changed() {
    this.shown = this.read();
    this.watchers.forEach((watcher) => watcher());
  }
}

function isDue({ failure }: Unsent): boolean {
  return failure === undefined;
}

function isPassing(failure: unknown): boolean {
  return !(failure instanceof Failure) ? failure instanceof Offline || failure instanceof DOMException : failure.status >= 500 || PASSING.includes(failure.status);
}
