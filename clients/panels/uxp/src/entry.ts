/** The panel as UXP calls it. UXP waits 300 ms for each of these: they do no more than put elements up, and the rest comes later. */

/** What the panel is made of; `open` builds it into the element UXP gives, `start` may take its time and use the network. */
export interface Parts {
  open(root: HTMLElement): Opened;
}

export interface Opened {
  start(): Promise<void>;
  close(): void;
  failed(sentence: string): void;
}

export interface PanelEntry {
  create(root: HTMLElement): Promise<void>;
  show(root: HTMLElement): Promise<void>;
  hide(): Promise<void>;
  destroy(): Promise<void>;
}

export function panelEntry(parts: Parts, later: (work: () => void) => void = (work) => setTimeout(work, 0)): PanelEntry {
  let opened: Opened | null = null;
  let started = false;

  function up(root: HTMLElement): Opened {
    opened ??= parts.open(root);
    return opened;
  }

  function begin(panel: Opened): void {
    if (started) return;
    started = true;
    later(() => {
      panel.start().catch((failure: unknown) => {
        started = false; // shown again, it tries again
        panel.failed(failure instanceof Error ? failure.message : String(failure));
      });
    });
  }

  return {
    async create(root) {
      up(root);
    },
    async show(root) {
      begin(up(root));
    },
    async hide() {
      // What the person was doing stays as it was.
    },
    async destroy() {
      opened?.close();
      opened = null;
      started = false;
    },
  };
}
