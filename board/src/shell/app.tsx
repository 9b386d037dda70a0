import { useEffect, useErrorBoundary } from 'preact/hooks';
import { place } from '../route';
import { ComparePage } from '../pages/compare';
import { SourcePage } from '../pages/source';
import { SourcesPage } from '../pages/sources';
import { Empty, Problem } from '../parts/parts';
import { Help, watchKeys } from './keys';
import { pageTitle, TopBar } from './top-bar';
import { Rail } from './rail';

export function App() {
  useEffect(watchKeys, []);
  const { path } = place.value;
  const id = path[0] === 'source' ? path[1] : undefined;
  useEffect(() => {
    document.title = pageTitle.value === '' ? 'NasSharp Board' : `${pageTitle.value} · NasSharp Board`;
  }, [pageTitle.value]);
  return (
    <div class={id === undefined ? 'shell bare' : 'shell'}>
      <a class="skip" href="#main" onClick={event => {
        event.preventDefault();
        document.getElementById('main')?.focus();
      }}>Skip to the content</a>
      <TopBar />
      {id === undefined ? <div class="rail" /> : <Rail id={id} />}
      <main class="main" id="main" tabIndex={-1}>
        <Guarded key={path.join('/')}><Page /></Guarded>
      </main>
      <Help />
    </div>
  );
}

function Page() {
  const { path } = place.value;
  if (path.length === 0) return <SourcesPage />;
  if (path[0] === 'source' && path[1] !== undefined) return <SourcePage key={path[1]} id={path[1]} page={path[2] ?? ''} part={path[3] ?? ''} />;
  if (path[0] === 'compare') return <ComparePage />;
  return <Empty title="There is no such page."><a href="#/">To the list of runs and experiments</a></Empty>;
}

/** A defect in one page leaves the way to the others open. */
function Guarded(props: { readonly children: preact.ComponentChildren }) {
  const [error, forget] = useErrorBoundary();
  if (error === undefined) return <>{props.children}</>;
  return (
    <div>
      <Problem text={`This page cannot be drawn: ${error instanceof Error ? error.message : String(error)}`} />
      <p><button onClick={forget}>Try again</button></p>
    </div>
  );
}
