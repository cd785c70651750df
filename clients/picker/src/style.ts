/** How the picker looks: flex alone, from 230 pixels up, light and dark, and in the colours of the system where it forces them. */
export const STYLE = `
:host {
  --paper: #fbfaf7; --raised: #ffffff; --sunken: #f1efe9; --line: #dedad0; --edge: #8a8577; --ink: #1e1d1a; --quiet: #625e54;
  --accent: #1d6b59; --on-accent: #ffffff; --tint: #e1efe9; --good: #1b6440; --good-tint: #e0f1e6; --warn: #7a4a06; --warn-tint: #fcefd6;
  --bad: #9c2b22; --bad-tint: #fbe6e2;
  display: flex; flex-direction: column; min-width: 0; max-width: 100%; min-height: 12rem; color: var(--ink); background: var(--paper);
  font: 0.875rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; color-scheme: light;
}
:host([theme="dark"]) {
  --paper: #151614; --raised: #1e1f1c; --sunken: #232522; --line: #363833; --edge: #83867c; --ink: #eeece6; --quiet: #aba99f;
  --accent: #86d3bb; --on-accent: #10221c; --tint: #1f3730; --good: #8fd6a8; --good-tint: #1c3626; --warn: #f2c57c; --warn-tint: #3a2d14;
  --bad: #f3a69c; --bad-tint: #40201c; color-scheme: dark;
}
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h2 { font-size: 0.95rem; } h3 { font-size: 0.875rem; }
button { font: inherit; color: inherit; }
input, select, textarea { font: inherit; color: var(--ink); }
button, summary { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.quiet { color: var(--quiet); font-size: 0.8125rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.button { display: inline-flex; align-items: center; justify-content: center; gap: 0.35rem; min-height: 2rem; padding: 0.2rem 0.7rem; border: 1px solid var(--accent);
  border-radius: 0.4rem; background: var(--accent); color: var(--on-accent); font-weight: 600; }
.button.soft { background: transparent; color: var(--accent); border-color: var(--edge); }
.button.small { min-height: 1.625rem; padding: 0.05rem 0.45rem; font-size: 0.8125rem; font-weight: 500; }
.button[aria-disabled="true"] { background: var(--sunken); color: var(--quiet); border-color: var(--line); cursor: not-allowed; }
.button[aria-pressed="true"] { background: var(--tint); color: var(--ink); border-color: var(--accent); }
input:not([type="checkbox"]), select, textarea { width: 100%; min-width: 0; min-height: 2rem; padding: 0.2rem 0.45rem; border: 1px solid var(--edge); border-radius: 0.4rem;
  background: var(--raised); }
input[type="file"] { padding: 0.3rem; font-size: 0.8125rem; }
textarea { resize: vertical; min-height: 5rem; }
label, .label { display: block; font-size: 0.8125rem; color: var(--quiet); }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 0.5rem; padding: 0.4rem 0.75rem; border-bottom: 1px solid var(--line); font-size: 0.8125rem; }
.bar > :first-child { flex: 1 1 8rem; min-width: 0; }
.notice { padding: 0.6rem 0.75rem; background: var(--warn-tint); color: var(--warn); border-bottom: 1px solid var(--line); }
.notice .buttons, .buttons { display: flex; flex-wrap: wrap; gap: 0.4rem; margin-top: 0.4rem; }
.notice.plain { background: var(--tint); color: var(--ink); }
.code { display: block; margin: 0.35rem 0; font: 600 1.35rem/1.2 ui-monospace, monospace; letter-spacing: 0.08em; white-space: nowrap; }
.use { padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--line); background: var(--sunken); }
.row { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.row > * { flex: 1 1 7rem; min-width: 0; }
.use > * + * { margin-top: 0.35rem; }
.chips { display: flex; flex-wrap: wrap; gap: 0.3rem; align-items: center; }
.chip { display: inline-flex; align-items: stretch; max-width: 100%; border: 1px solid var(--edge); border-radius: 1rem; background: var(--raised); font-size: 0.8125rem; overflow: clip; }
.chip > * { padding: 0.1rem 0.5rem; border: 0; background: none; text-align: start; }
.chip > :nth-child(2), .chip > button:only-child { border-inline-start: 1px solid var(--line); }
.chip :focus-visible { outline-offset: -2px; border-radius: 1rem; }
.chip.required { border-color: var(--accent); background: var(--tint); }
.chip.excluded { border-style: dashed; text-decoration: line-through; }
.markets select { flex: 0 1 7.5rem; width: 7.5rem; min-height: 1.7rem; padding-block: 0; font-size: 0.8125rem; }
.tabs { display: flex; border-bottom: 1px solid var(--line); }
.tabs button { flex: 1 1 0; min-width: 0; padding: 0.45rem 0.2rem; border: 0; border-bottom: 3px solid transparent; background: none; color: var(--quiet); }
.tabs button[aria-selected="true"] { color: var(--ink); font-weight: 600; border-bottom-color: var(--accent); }
.tabs button:focus-visible { outline-offset: -3px; }
.form { display: flex; flex-direction: column; gap: 0.4rem; padding: 0.6rem 0.75rem; }
.form .line { display: flex; gap: 0.4rem; } .form .line > input { flex: 1 1 auto; } .form .line > .button { flex: none; }
.part { padding: 0.5rem 0.75rem; } .part:empty { padding: 0; }
.part > * + *, .drawer > * + * { margin-top: 0.4rem; }
.status { padding: 0.35rem 0.75rem; font-size: 0.8125rem; font-weight: 600; } .status:empty { padding: 0; }
details.drawer { margin: 0 0.75rem; padding: 0.35rem 0; border-top: 1px solid var(--line); }
fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
summary { padding: 0.15rem 0; font-size: 0.8125rem; font-weight: 600; }
.facet { padding: 0.2rem 0; } .facet label { display: flex; gap: 0.4rem; align-items: baseline; padding: 0.1rem 0; color: var(--ink); }
.facet .count { margin-inline-start: auto; color: var(--quiet); }
.hits { padding: 0 0.75rem; }
.hit { display: flex; flex-wrap: wrap; gap: 0.5rem 0.6rem; padding: 0.6rem 0; border-top: 1px solid var(--line); }
.thumb { flex: 0 0 5.5rem; align-self: flex-start; display: block; width: 5.5rem; height: 4.5rem; padding: 0; border: 1px solid var(--line); border-radius: 0.35rem; background: var(--sunken); overflow: hidden; }
.thumb img { display: block; width: 100%; height: 100%; object-fit: contain; }
.about { flex: 1 1 7rem; min-width: 0; display: flex; flex-direction: column; align-items: flex-start; gap: 0.2rem; }
.about h3 { font-weight: 600; }
.deeds { display: flex; flex-wrap: wrap; gap: 0.3rem; margin-top: 0.15rem; }
.badge { display: inline-flex; align-items: baseline; gap: 0.3rem; max-width: 100%; padding: 0.05rem 0.5rem; border: 1px solid currentColor; border-radius: 0.7rem; background: var(--good-tint); color: var(--good); font-size: 0.8125rem; text-align: start; }
.badge.needs_review, .badge.review, .badge.ends_soon, .badge.replaced { background: var(--warn-tint); color: var(--warn); }
.badge.deny, .badge.denied, .badge.ended, .badge.gone, .badge.unknown { background: var(--bad-tint); color: var(--bad); }
.refusal { color: var(--bad); font-size: 0.8125rem; }
.empty { padding: 1rem 0.75rem; color: var(--quiet); }
dialog { width: 100%; max-width: 100%; height: 100%; max-height: 100%; margin: 0; padding: 0.75rem; border: 0; background: var(--paper); color: var(--ink); overflow: auto; }
dialog .head { display: flex; gap: 0.5rem; align-items: flex-start; } dialog .head h2 { flex: 1 1 auto; min-width: 0; }
dialog figure { margin: 0.5rem 0; text-align: center; } dialog img { max-width: 100%; max-height: 16rem; }
dialog > * + * { margin-top: 0.5rem; }
@media (min-width: 40rem) { dialog { max-width: 34rem; height: auto; margin: 2rem auto; border: 1px solid var(--edge); border-radius: 0.6rem; } }
table { width: 100%; border-collapse: collapse; font-size: 0.8125rem; } caption { text-align: start; color: var(--quiet); padding-bottom: 0.25rem; }
th, td { padding: 0.25rem 0.35rem 0.25rem 0; border-top: 1px solid var(--line); text-align: start; vertical-align: top; font-weight: 400; } th { width: 5.5rem; }
.body { flex: 1 1 auto; }
@media (forced-colors: active) { .badge, .chip, .button { border: 1px solid ButtonText; } .tabs button[aria-selected="true"] { border-bottom-color: Highlight; } }
@media (prefers-contrast: more) { :host { --line: var(--ink); --edge: var(--ink); --quiet: var(--ink); } }
`;
