import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { count, duration } from '../format';
import { frameAt, type History } from '../model/history';
import { query, remember } from '../route';
import { useKeys } from '../shell/keys';
import { Sparkline } from '../charts/sparkline';

/** The frame that the address names by its step; the newest when it names none. */
export function currentFrame(history: History | null): number {
  if (history === null) return 0;
  const text = query.value.get('step');
  const step = text === undefined ? NaN : Number(text);
  return Number.isFinite(step) ? frameAt(history, step) : history.steps.length - 1;
}

export function setFrame(history: History, frame: number): void {
  const last = history.steps.length - 1;
  const at = Math.min(last, Math.max(0, frame));
  // At the end the view follows the run.
  remember({ step: at === last ? null : String(history.steps[at]) });
}

/** Through the history of a run: every record can be reached, by pointer, by arrow keys and by playing. */
export function Timeline(props: { readonly history: History; readonly spark?: readonly (number | null)[]; readonly sparkName?: string }) {
  const { history } = props;
  const playing = useSignal(false);
  const latest = useRef(history);
  latest.current = history;
  const frame = currentFrame(history);
  const last = history.steps.length - 1;
  useEffect(() => {
    if (!playing.value) return;
    let handle = 0;
    let before = performance.now();
    const tick = (now: number): void => {
      const h = latest.current;
      const end = h.steps.length - 1;
      // The whole history in about twelve seconds, whatever its length.
      const wait = Math.max(16, 12_000 / Math.max(1, end));
      if (now - before >= wait - 4) {
        const stride = Math.max(1, Math.round(((now - before) * end) / 12_000));
        before = now;
        const next = currentFrame(h) + stride;
        setFrame(h, next);
        if (next >= end) {
          playing.value = false;
          return;
        }
      }
      handle = requestAnimationFrame(tick);
    };
    handle = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(handle);
  }, [playing.value]);
  const play = (): void => {
    if (!playing.value && frame >= last) setFrame(history, 0);
    playing.value = !playing.value;
  };
  useKeys(event => {
    if (event.key === '[') setFrame(history, frame - 1);
    else if (event.key === ']') setFrame(history, frame + 1);
    else if (event.key === ' ' && !(event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement)) play();
    else return false;
    return true;
  });
  const step = history.steps[frame] ?? 0;
  const words = `step ${count(step)}, record ${count(frame + 1)} of ${count(last + 1)}`;
  return (
    <div class="timeline">
      <button onClick={play} aria-pressed={playing.value} disabled={last < 1}>{playing.value ? '❚❚ stop' : '▶ play'}</button>
      <button aria-label="One record back" disabled={frame <= 0} onClick={() => setFrame(history, frame - 1)}>‹</button>
      <button aria-label="One record forth" disabled={frame >= last} onClick={() => setFrame(history, frame + 1)}>›</button>
      <div style={{ flex: '1', minWidth: '140px', display: 'grid' }}>
        {props.spark !== undefined && <Sparkline values={props.spark} at={frame} name={props.sparkName ?? ''} />}
        <input
          type="range" min={0} max={last} step={1} value={frame} aria-label="Moment of the history" aria-valuetext={words}
          onInput={event => {
            playing.value = false;
            setFrame(history, Number(event.currentTarget.value));
          }}
        />
      </div>
      <output>step {count(step)} <span class="hint">· {count(frame + 1)}/{count(last + 1)}{typeof history.seconds[frame] === 'number' ? ` · ${duration(history.seconds[frame])}` : ''}</span></output>
      <button disabled={frame >= last} onClick={() => setFrame(history, last)} title="Show the newest record, and follow the run">latest</button>
    </div>
  );
}
