import { sources } from '../store/sources';
import { link, place } from '../route';

interface Entry {
  readonly page: string;
  readonly text: string;
}

const ofRun: readonly Entry[] = [
  { page: '', text: 'Overview' }, { page: 'supernet', text: 'Supernet' }, { page: 'alphas', text: 'Alphas' }, { page: 'result', text: 'Result' }, { page: 'curves', text: 'Curves' },
  { page: 'files', text: 'Files' },
];

const ofRetraining: readonly Entry[] = [{ page: '', text: 'Overview' }, { page: 'curves', text: 'Curves' }, { page: 'result', text: 'Result' }, { page: 'files', text: 'Files' }];

const ofExperiment: readonly Entry[] = [
  { page: '', text: 'Overview' }, { page: 'trials', text: 'Trials' }, { page: 'analysis', text: 'Analysis' }, { page: 'compare', text: 'Compare trials' }, { page: 'log', text: 'Log' }, { page: 'files', text: 'Files' },
];

export function Rail(props: { readonly id: string }) {
  const source = sources.value?.items.find(item => item.id === props.id);
  const entries = source === undefined ? [] : source.kind === 'experiment' ? ofExperiment : source.run?.isSearch === false ? ofRetraining : ofRun;
  const page = place.value.path[2] ?? '';
  const others = sources.value?.items.filter(item => item.id !== props.id).slice(0, 12) ?? [];
  return (
    <nav class="rail" aria-label="Pages">
      {entries.map(entry => (
        <a key={entry.page} href={link(entry.page === '' ? ['source', props.id] : ['source', props.id, entry.page])} aria-current={page === entry.page ? 'page' : undefined}>
          {entry.text}
        </a>
      ))}
      <a href="#/" style={{ marginTop: '10px' }}>All runs</a>
      {source?.kind === 'run' && <a href={link(['compare'], { runs: props.id })}>Compare …</a>}
      {others.length > 0 && <div class="hint" style={{ padding: '12px 10px 2px' }}>Others</div>}
      {others.map(item => <a key={item.id} class="off" href={link(['source', item.id])} title={item.path}>{item.name}</a>)}
    </nav>
  );
}
