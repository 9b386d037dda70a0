import { useMemo } from 'preact/hooks';
import { count } from '../format';
import { decisionsThatDiffer, lightPath, pathOf, type LitPath } from '../graph/path';
import { csv, fileName, saveText } from '../parts/download';
import { Menu, Problem } from '../parts/parts';
import { query, remember } from '../route';
import { keepOwn, useArchitectures, useNamed, type NamedArchitecture, type RunArchitectures } from '../store/architectures';
import type { Net } from '../store/run';

/** The path that the address names, and the one to compare it with. */
export interface Lighting {
  readonly lit: LitPath | null;
  readonly now: NamedArchitecture | null;
  readonly before: NamedArchitecture | null;
  readonly all: RunArchitectures;
}

export function useLighting(run: string, net: Net, taken: ReadonlyMap<string, readonly number[]> | null): Lighting {
  const all = useArchitectures(run);
  const { choices } = net.tree.net;
  const now = useNamed(run, query.value.get('path'), all, choices, taken);
  const before = useNamed(run, now === null ? undefined : query.value.get('than'), all, choices, taken);
  const [a, b] = [selectedOf(now), selectedOf(before)];
  const path = useMemo(() => (a === null ? null : pathOf(net.tree, a)), [net, text(a)]);
  const other = useMemo(() => (b === null ? null : pathOf(net.tree, b)), [net, text(b)]);
  const lit = useMemo(() => (path === null || a === null ? null : lightPath(net.tree, a, path, other)), [path, other]);
  return { lit, now, before, all };
}

function selectedOf(architecture: NamedArchitecture | null): ReadonlyMap<string, readonly number[]> | null {
  return architecture !== null && 'selected' in architecture ? architecture.selected : null;
}

/** Decisions as one text: the same decisions need no new path. */
function text(selected: ReadonlyMap<string, readonly number[]> | null): string {
  return selected === null ? '' : [...selected].map(([key, taken]) => `${key}:${taken.join(' ')}`).join(',');
}

/** Takes the text of a file as the path to light. */
export function takeFile(run: string, name: string, content: string): void {
  keepOwn(run, { name, text: content });
  remember({ path: 'own' });
}

const longest = 8_000_000;

/** The same with a file that was chosen or dropped; one that is far too long is no architecture. */
export async function takeFileFrom(run: string, file: File): Promise<void> {
  takeFile(run, file.name, file.size > longest ? '' : await file.text().catch(() => ''));
}

export function PathMenu(props: { readonly run: string; readonly lighting: Lighting }) {
  const { all } = props.lighting;
  const lit = query.value.get('path') ?? '';
  return (
    <Menu label="Path">
      <label class="row">light
        <select aria-label="Architecture whose path is lit" value={lit} onChange={event => remember({ path: event.currentTarget.value, than: event.currentTarget.value === '' ? null : query.value.get('than') ?? null })}>
          <option value="">nothing</option>
          {all.named.map(one => <option key={one.id} value={one.id}>{one.words}</option>)}
          {lit !== '' && !all.named.some(one => one.id === lit) && <option value={lit}>{lit}</option>}
        </select>
      </label>
      <label class="row">instead of
        <select aria-label="Architecture to compare with" disabled={lit === ''} value={query.value.get('than') ?? ''} onChange={event => remember({ than: event.currentTarget.value })}>
          <option value="">(no comparison)</option>
          {all.named.map(one => <option key={one.id} value={one.id}>{one.words}</option>)}
        </select>
      </label>
      <label>a file of yours
        <input type="file" accept=".json,application/json" aria-label="An architecture.json to light" onChange={event => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) void takeFileFrom(props.run, file);
        }} />
      </label>
      <textarea
        rows={3} placeholder="or paste an architecture.json here; it can be dropped on the picture, too" aria-label="Paste an architecture" style={{ width: '320px' }}
        onInput={event => {
          const content = event.currentTarget.value.trim();
          if (content !== '') takeFile(props.run, 'what you pasted', content);
        }}
      />
    </Menu>
  );
}

/** What is lit, in words; and in which decisions two architectures differ. */
export function PathWords(props: { readonly name: string; readonly net: Net; readonly lighting: Lighting; readonly show: (choice: string) => void }) {
  const { now, before } = props.lighting;
  const { tree } = props.net;
  const [a, b] = [selectedOf(now), selectedOf(before)];
  const differ = useMemo(() => (a === null || b === null ? [] : decisionsThatDiffer(tree, b, a)), [tree, text(a), text(b)]);
  if (now === null) return null;
  const problems = [now, before].flatMap(one => (one !== null && 'problem' in one ? [`${one.words}: ${one.problem}`] : []));
  if (problems.length > 0) return <Problem text={problems.join(' ')} />;
  const rows = [['choice', 'added', 'removed'], ...differ.map(one => [one.key, one.added.join(' '), one.removed.join(' ')])];
  return (
    <div class="row" role="status" style={{ maxHeight: '84px', overflow: 'auto' }} tabIndex={0} aria-label="The path that is lit">
      <span>Lit: <b>{now.words}</b>{'waiting' in now ? ' …' : ''}{before === null ? '' : <>, instead of <b>{before.words}</b></>}.</span>
      {a !== null && b === null && before === null && <span class="hint">{count(a.size)} decisions; {count(props.lighting.lit?.path.boxes.size ?? 0)} of {count(tree.boxes.length)} boxes are used.</span>}
      {b !== null && a !== null && (differ.length === 0
        ? <span class="hint">They take the same.</span>
        : (
          <>
            <span class="hint">{count(differ.length)} {differ.length === 1 ? 'choice differs' : 'choices differ'}; <b class="added">+ added</b>, <b class="removed">− removed (dashed)</b>, ± changed inside</span>
            <button onClick={() => saveText(`${fileName(props.name, 'difference')}.csv`, csv(rows), 'text/csv')}>CSV</button>
            {differ.slice(0, 40).map(one => (
              <button key={one.key} onClick={() => props.show(one.key)} title="Show where this is decided"><code>{one.key}</code>{one.added.length > 0 && <span class="added"> + {one.added.join(', ')}</span>}{one.removed.length > 0 && <span class="removed"> − {one.removed.join(', ')}</span>}</button>
            ))}
            {differ.length > 40 && <span class="hint">and {count(differ.length - 40)} more in the CSV file</span>}
          </>
        ))}
      <button onClick={() => remember({ path: null, than: null })}>light nothing</button>
    </div>
  );
}
