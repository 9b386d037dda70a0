import type { ComponentChildren } from 'preact';
import type { Swatch } from '../colours';
import type { Resource } from '../api/resource';

export interface PanelProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly actions?: ComponentChildren;
  readonly tight?: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function Panel(props: PanelProps) {
  return (
    <section class={`panel ${props.class ?? ''}`} aria-label={props.title}>
      <header>
        <h2>{props.title}</h2>
        {props.hint !== undefined && <span class="hint">{props.hint}</span>}
        {props.actions !== undefined && <div class="row push">{props.actions}</div>}
      </header>
      <div class={props.tight === true ? 'body tight' : 'body'}>{props.children}</div>
    </section>
  );
}

/** What is not there, why, and what brings it. */
export function Empty(props: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="empty" role="status">
      <strong>{props.title}</strong>
      {props.children}
    </div>
  );
}

export function Problem(props: { readonly text: string }) {
  return <div class="notice bad" role="alert">{props.text}</div>;
}

export function Problems(props: { readonly list: readonly string[] | undefined }) {
  if (props.list === undefined || props.list.length === 0) return null;
  const shown = props.list.slice(0, 5);
  return (
    <div class="notice warn" role="status">
      {shown.map((line, index) => <div key={index}>{line}</div>)}
      {props.list.length > shown.length && <div>and {props.list.length - shown.length} more</div>}
    </div>
  );
}

/** The three states that every picture has before it has data. */
export function Loaded<T>(props: { readonly of: Resource<T>; readonly what: string; readonly children: (data: T) => ComponentChildren }) {
  const { data, error } = props.of;
  if (data !== null) {
    return (
      <>
        {error !== null && <Problem text={`${error} What is shown is from before.`} />}
        {props.children(data)}
      </>
    );
  }
  if (error !== null) return <Problem text={error} />;
  return <div class="empty" role="status">Reading {props.what} …</div>;
}

export function Chip(props: { readonly state: string }) {
  return <span class={`chip ${props.state}`}>{stateText(props.state)}</span>;
}

export function stateText(state: string): string {
  switch (state) {
    case 'usercanceled': return 'killed by user';
    case 'syscanceled': return 'killed by a limit';
    case 'earlystopped': return 'stopped early';
    default: return state;
  }
}

export function Facts(props: { readonly of: readonly (readonly [string, ComponentChildren] | null)[] }) {
  return (
    <dl class="facts">
      {props.of.map(row => row !== null && (
        <>
          <dt>{row[0]}</dt>
          <dd>{row[1]}</dd>
        </>
      ))}
    </dl>
  );
}

export function Tile(props: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div class="tile">
      <span>{props.label}</span>
      <b>{props.children}</b>
    </div>
  );
}

export function SwatchMark(props: { readonly swatch: Swatch | undefined }) {
  const swatch = props.swatch;
  return <span class={swatch?.hatched === true ? 'swatch hatched' : 'swatch'} style={{ backgroundColor: swatch?.colour ?? 'var(--border)' }} aria-hidden="true" />;
}

export function Legend(props: { readonly names: readonly string[]; readonly colours: ReadonlyMap<string, Swatch> }) {
  return (
    <div class="legend" aria-label="Colours of the operations" role="group">
      {props.names.map(name => <span key={name}><SwatchMark swatch={props.colours.get(name)} />{name}</span>)}
    </div>
  );
}

export function Menu(props: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <details class="menu" onClick={event => {
      if (event.target instanceof Element && event.target.closest('div button, div a') !== null) event.currentTarget.open = false;
    }}>
      <summary>{props.label}</summary>
      <div>{props.children}</div>
    </details>
  );
}
