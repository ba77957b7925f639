import { onThemeChange } from '../../color/theme.ts';
import { isBeingTyped } from '../../controls/fields.ts';
import { exportBar } from '../../export/export-bar.ts';
import type { OpenTab, TabContext } from '../view.ts';
import { readState, stateSearch } from './address.ts';
import { dropChange, moveChange } from './changes.ts';
import { sandboxExportable } from './exportable.ts';
import { sandboxHistory } from './history.ts';
import { runPair, type SandboxState, scenariosOf } from './model.ts';
import { type SandboxEvents, sandboxView } from './page.ts';

const TITLES = {
  two: 'Two waves of an infection, side by side',
  change: 'A wave of an infection, with a change on the way',
} as const;

/** The sandbox: an SIR model in the browser, to try out what makes a wave of an infection higher or lower. */
export function sandboxTab(context: TabContext): OpenTab {
  const history = sandboxHistory();
  let isOpen = false;
  let heldDays: number | null = null;
  let frame = 0;

  const events: SandboxEvents = {
    onMode: mode => {
      // What is looked at is no edit: it goes into the browser's own history.
      history.turn(mode);
      context.write(stateSearch(history.state()), 'push');
      render();
    },
    onRates: (place, rates, done) => edit(state => ({ ...state, [place === 0 ? 'first' : 'second']: rates }), done),
    onChanges: changes => edit(state => ({ ...state, changes }), true),
    onGrab: () => {
      heldDays = pairOf(history.state()).days;
    },
    onMove: (index, to) => {
      const t = Math.min(to.t, heldDays ?? to.t);
      edit(state => ({ ...state, changes: moveChange(state.changes, index, { ...to, t }) }), false);
    },
    onRelease: () => {
      heldDays = null;
      edit(state => state, true);
    },
    onDrop: day => edit(state => ({ ...state, changes: dropChange(state.changes, day) }), true),
    onUndo: undo,
  };
  const view = sandboxView(context.element, events, context.published.readText('sandbox'));
  exportBar(
    view.exportBar,
    sandboxExportable(context, () => pictured(history.state())),
  );
  onThemeChange(view.recolor);
  document.addEventListener('keydown', event => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
    if (!isOpen || !isUndo || isBeingTyped(event.target)) return;
    event.preventDefault();
    undo();
  });

  function edit(next: (state: SandboxState) => SandboxState, done: boolean): void {
    const state = next(history.state());
    if (!done) {
      history.preview(state);
      frame ||= requestAnimationFrame(render);
      return;
    }
    history.commit(state);
    settle();
  }
  function undo(): void {
    if (!history.canUndo()) return;
    history.undo();
    settle();
  }
  function settle(): void {
    context.write(stateSearch(history.state()), 'replace');
    render();
  }
  function render(): void {
    cancelAnimationFrame(frame);
    frame = 0;
    const state = history.state();
    const pair = pairOf(state, heldDays ?? 0);
    view.show({ state, pair, days: heldDays ?? pair.days, canUndo: history.canUndo() });
  }
  return {
    show: search => {
      const { state, notes } = readState(search);
      isOpen = true;
      history.read(state);
      context.showNotes(notes);
      render();
    },
    title: () => TITLES[history.state().mode],
    hide: () => {
      isOpen = false;
    },
  };
}

function pictured(state: SandboxState) {
  return { state, pair: pairOf(state) };
}

function pairOf(state: SandboxState, leastDays = 0) {
  const [first, second] = scenariosOf(state);
  return runPair(first, second, leastDays);
}
