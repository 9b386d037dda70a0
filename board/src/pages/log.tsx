import { useEffect, useRef } from 'preact/hooks';
import { getJson } from '../api/client';
import { useResource } from '../api/resource';
import type { LogAnswer } from '../api/types';
import { count } from '../format';
import { Empty, Loaded, Panel, Problem } from '../parts/parts';
import { trialsVersion } from '../store/experiment';
import type { SourcePageProps } from './source';

const most = 200_000;

/** Follows a log: asks for what is new and keeps the end in view while nobody scrolls up. */
export function LogTail(props: { readonly path: string; readonly version: string; readonly empty: string }) {
  const log = useResource<LogAnswer>(props.path, props.version, async (last, abort) => {
    const join = props.path.includes('?') ? '&' : '?';
    let answer = await getJson<LogAnswer>(`${props.path}${join}after=${last?.next ?? 0}&max=1048576`, abort);
    // A long log is read to its end; of it the last part is kept.
    let text = (last?.text ?? '') + answer.text;
    for (let round = 0; answer.next < answer.total && answer.text !== '' && round < 20; round++) {
      answer = await getJson<LogAnswer>(`${props.path}${join}after=${answer.next}&max=1048576`, abort);
      text = (text + answer.text).slice(-most);
    }
    return { ...answer, text: text.slice(-most) };
  });
  const host = useRef<HTMLPreElement>(null);
  const data = log.value.data;
  useEffect(() => {
    const element = host.current;
    if (element !== null && element.scrollHeight - element.scrollTop - element.clientHeight < 400) element.scrollTop = element.scrollHeight;
  }, [data]);
  return (
    <Loaded of={log.value} what="the log">
      {answer => answer.text === '' ? <Empty title="The log is empty.">{props.empty}</Empty> : (
        <>
          <pre class="log" ref={host} tabIndex={0} aria-label="Log">{answer.text}</pre>
          <p class="hint">{answer.path} · {count(answer.total)} bytes{answer.total > answer.text.length ? ', the end of it' : ''}</p>
        </>
      )}
    </Loaded>
  );
}

export function LogPage(props: SourcePageProps) {
  const id = encodeURIComponent(props.source.id);
  const version = trialsVersion(props.source.id);
  const notes = useResource<{ items: readonly { trial: number | null; text: string }[] }>(props.source.id, version, (_, abort) => getJson(`experiments/${id}/notes`, abort));
  return (
    <div class="grid">
      <Panel title="Log of the manager"><LogTail path={`experiments/${id}/log`} version={version} empty="The manager writes here when the experiment runs." /></Panel>
      <Panel title="Notes">
        {notes.value.error !== null && <Problem text={notes.value.error} />}
        {notes.value.data === null || notes.value.data.items.length === 0
          ? <p class="hint">No notes: nothing unusual has happened.</p>
          : <ul>{notes.value.data.items.slice(-200).map((note, index) => <li key={index}>{note.trial === null ? '' : `trial ${note.trial}: `}{note.text}</li>)}</ul>}
      </Panel>
    </div>
  );
}
