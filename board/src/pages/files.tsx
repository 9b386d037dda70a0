import { useSignal } from '@preact/signals';
import { address, getJson, getText } from '../api/client';
import { useResource } from '../api/resource';
import type { FileFacts } from '../api/types';
import { amount, count, moment } from '../format';
import { Empty, Loaded, Panel } from '../parts/parts';
import type { SourcePageProps } from './source';

const readable = /\.(jsonl?|md|ya?ml|txt|log|csv|html)$/i;

/** What lies in the folder, to look at and to take along. */
export function FilesPage(props: SourcePageProps) {
  const { source } = props;
  const id = encodeURIComponent(source.id);
  const files = useResource<{ items: readonly FileFacts[] }>(source.id, source.updatedAt, (_, abort) => getJson(`sources/${id}/files`, abort));
  const shown = useSignal<string | null>(null);
  const text = useResource<{ text: string; next: number; total: number }>(shown.value, '', (_, abort) => getText(`sources/${id}/file?path=${encodeURIComponent(shown.value ?? '')}&max=65536`, abort));
  return (
    <div class="grid two">
      <Panel title="Files" hint={source.path} tight>
        <Loaded of={files.value} what="the folder">
          {data => data.items.length === 0 ? <Empty title="The folder is empty." /> : (
            <div class="scroll" style={{ maxHeight: '75vh' }} tabIndex={0} role="region" aria-label="Table of files">
              <table class="plain">
                <thead><tr><th>file</th><th class="n">size</th><th>changed</th></tr></thead>
                <tbody>
                  {data.items.map(file => (
                    <tr key={file.path}>
                      <td>{readable.test(file.path)
                        ? <button onClick={() => {
                          shown.value = file.path;
                        }}>{file.path}</button>
                        : <a href={address(`sources/${id}/file?path=${encodeURIComponent(file.path)}`)} download>{file.path}</a>}</td>
                      <td class="n">{amount(file.bytes, 'B')}</td><td>{moment(file.updatedAt)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Loaded>
      </Panel>
      {shown.value !== null && (
        <Panel title={shown.value} actions={<a class="button" href={address(`sources/${id}/file?path=${encodeURIComponent(shown.value)}&max=1048576`)} download={shown.value.split('/').at(-1)}>download</a>}>
          <Loaded of={text.value} what="the file">
            {data => (
              <>
                <pre class="log" tabIndex={0}>{data.text}</pre>
                {data.next < data.total && <p class="hint">The first {count(data.next)} of {count(data.total)} bytes.</p>}
              </>
            )}
          </Loaded>
        </Panel>
      )}
    </div>
  );
}
