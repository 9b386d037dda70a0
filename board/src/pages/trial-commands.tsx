import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { postJson } from '../api/client';
import { canCommand } from '../store/sources';

interface Accepted {
  readonly request: number;
  readonly managerRunning: boolean;
}

/** Stops an experiment, after asking. */
export function StopButton(props: { readonly id: string; readonly name: string }) {
  return (
    <Command
      id={props.id} text="Stop the experiment" danger bodies={() => [{ type: 'stop' }]} question={`Stop ${props.name}?`}
      explanation="Its running trials are ended and run again when the experiment is resumed with nasctl resume."
    />
  );
}

/** Kills one trial, after asking. */
export function KillButton(props: { readonly id: string; readonly trial: number }) {
  return (
    <Command
      id={props.id} text={`Kill trial ${props.trial}`} danger bodies={() => [{ type: 'killTrial', trial: props.trial }]} question={`Kill trial ${props.trial}?`}
      explanation="Its processes are ended, and it counts as cancelled by the user. This cannot be undone."
    />
  );
}

/** Lets an experiment start no more trials, or go on, after asking. */
export function PauseButton(props: { readonly id: string; readonly name: string; readonly paused: boolean }) {
  return props.paused
    ? <Command id={props.id} text="Go on" bodies={() => [{ type: 'continue' }]} question={`Let ${props.name} go on?`} explanation="Trials are started again, as many at once as its concurrency allows." />
    : (
      <Command
        id={props.id} text="Pause" bodies={() => [{ type: 'pause' }]} question={`Pause ${props.name}?`}
        explanation="Trials that run go on to their ends; no new ones are started until you let it go on, here or with nasctl resume. While nothing runs, its time stands still."
      />
    );
}

/** Changes how many trials an experiment runs at once and at all, after asking. */
export function LimitsButton(props: { readonly id: string; readonly name: string; readonly concurrency: number; readonly maxTrials: number }) {
  const concurrency = useSignal(props.concurrency);
  const maxTrials = useSignal(props.maxTrials);
  const isWhole = (value: number): boolean => Number.isInteger(value) && value > 0;
  return (
    <Command
      id={props.id} text="Change the limits" question={`Change the limits of ${props.name}?`}
      explanation="The manager obeys at once: of more places at once, the free ones are filled; of fewer, trials that run go on to their ends."
      opened={() => {
        concurrency.value = props.concurrency;
        maxTrials.value = props.maxTrials;
      }}
      ready={isWhole(concurrency.value) && isWhole(maxTrials.value) && (concurrency.value !== props.concurrency || maxTrials.value !== props.maxTrials)}
      bodies={() => [
        ...(concurrency.value === props.concurrency ? [] : [{ type: 'setConcurrency', value: concurrency.value }]),
        ...(maxTrials.value === props.maxTrials ? [] : [{ type: 'setTrialCount', value: maxTrials.value }]),
      ]}
    >
      <div class="facts" style={{ alignItems: 'center', marginBottom: '12px' }}>
        {([['Trials at once', concurrency], ['Trials at most', maxTrials]] as const).map(([name, value]) => (
          <label key={name} style={{ display: 'contents' }}>
            {name}
            <input type="number" min={1} step={1} value={value.value} onInput={event => {
              value.value = event.currentTarget.valueAsNumber;
            }} />
          </label>
        ))}
      </div>
    </Command>
  );
}

interface CommandProps {
  readonly id: string;
  readonly text: string;
  /** What is sent, one after the other. */
  readonly bodies: () => readonly object[];
  readonly question: string;
  readonly explanation: string;
  readonly danger?: boolean;
  readonly ready?: boolean;
  readonly opened?: () => void;
  readonly children?: ComponentChildren;
}

function Command(props: CommandProps) {
  const asking = useSignal(false);
  const said = useSignal('');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (asking.value) dialog.current?.showModal();
  }, [asking.value]);
  if (!canCommand.value) return props.danger === true ? <span class="hint">read-only: commands are off</span> : null;
  const look = props.danger === true ? 'danger' : '';
  const send = async (): Promise<void> => {
    asking.value = false;
    try {
      for (const body of props.bodies()) {
        const answer = await postJson<Accepted>(`experiments/${encodeURIComponent(props.id)}/commands`, body);
        said.value = answer.managerRunning ? 'Asked; the manager obeys within a second.' : 'Asked; nothing happens before the experiment is resumed.';
      }
    } catch (cause) {
      said.value = cause instanceof Error ? cause.message : String(cause);
    }
  };
  return (
    <>
      <span class="hint" role="status">{said.value}</span>
      <button class={look} onClick={() => {
        props.opened?.();
        asking.value = true;
      }}>{props.text}</button>
      {asking.value && (
        <dialog ref={dialog} aria-label={props.question} onClose={() => {
          asking.value = false;
        }}>
          <h2>{props.question}</h2>
          <p>{props.explanation}</p>
          {props.children}
          <div class="row">
            <button onClick={() => {
              asking.value = false;
            }}>No</button>
            <button class={look} disabled={props.ready === false} onClick={() => void send()}>{props.text}</button>
          </div>
        </dialog>
      )}
    </>
  );
}
