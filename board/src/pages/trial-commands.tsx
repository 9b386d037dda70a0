import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
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
      id={props.id} text="Stop the experiment" body={{ type: 'stop' }} question={`Stop ${props.name}?`}
      explanation="Its running trials are ended and run again when the experiment is resumed with nasctl resume."
    />
  );
}

/** Kills one trial, after asking. */
export function KillButton(props: { readonly id: string; readonly trial: number }) {
  return (
    <Command
      id={props.id} text={`Kill trial ${props.trial}`} body={{ type: 'killTrial', trial: props.trial }} question={`Kill trial ${props.trial}?`}
      explanation="Its processes are ended, and it counts as cancelled by the user. This cannot be undone."
    />
  );
}

function Command(props: { readonly id: string; readonly text: string; readonly body: object; readonly question: string; readonly explanation: string }) {
  const asking = useSignal(false);
  const said = useSignal('');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (asking.value) dialog.current?.showModal();
  }, [asking.value]);
  if (!canCommand.value) return <span class="hint">read-only: commands are off</span>;
  const send = async (): Promise<void> => {
    asking.value = false;
    try {
      const answer = await postJson<Accepted>(`experiments/${encodeURIComponent(props.id)}/commands`, props.body);
      said.value = answer.managerRunning ? 'Asked; the manager obeys within a second.' : 'Asked; nothing happens before the experiment is resumed.';
    } catch (cause) {
      said.value = cause instanceof Error ? cause.message : String(cause);
    }
  };
  return (
    <>
      <span class="hint" role="status">{said.value}</span>
      <button class="danger" onClick={() => {
        asking.value = true;
      }}>{props.text}</button>
      {asking.value && (
        <dialog ref={dialog} aria-label={props.question} onClose={() => {
          asking.value = false;
        }}>
          <h2>{props.question}</h2>
          <p>{props.explanation}</p>
          <div class="row">
            <button onClick={() => {
              asking.value = false;
            }}>No</button>
            <button class="danger" onClick={() => void send()}>{props.text}</button>
          </div>
        </dialog>
      )}
    </>
  );
}
