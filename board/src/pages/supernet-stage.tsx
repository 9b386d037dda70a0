import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { fit, readCamera, writeCamera, type Camera } from '../graph/camera';
import type { Look } from '../graph/paint';
import { layerOf, type Layer } from '../graph/layers';
import { currentPalette, type View } from '../graph/picture';
import { buildScene } from '../graph/scene';
import { ancestors, defaultDepth, openTo, pathsOf, search } from '../graph/opening';
import { GraphView } from '../graph/view';
import type { History } from '../model/history';
import { count } from '../format';
import { Legend } from '../parts/parts';
import { currentFrame, Timeline } from '../parts/timeline';
import { place, query, remember } from '../route';
import { useKeys } from '../shell/keys';
import { paint } from '../theme';
import type { Net } from '../store/run';
import { BoxPanel } from './box-panel';
import { LayerLegend } from './layer-legend';
import { PictureMenu, ViewMenu } from './supernet-menus';
import { PathMenu, PathWords, takeFileFrom, useLighting } from './supernet-path';

export interface StageProps {
  readonly run: string;
  readonly name: string;
  readonly net: Net;
  readonly history: History | null;
  readonly missing: string | null;
  readonly entropy: readonly (number | null)[] | undefined;
  readonly taken: ReadonlyMap<string, readonly number[]> | null;
}

/** The network with its tools. Everything that decides the view is in the address. */
export function SupernetStage(props: StageProps) {
  const { net, history } = props;
  const { tree } = net;
  const q = query.value;
  const camera = useSignal<Camera | null>(readCamera(query.peek().get('view')));
  const hovered = useSignal(-1);

  // The view: a depth to which all is open, and the boxes that differ from that.
  const depth = Number(q.get('depth') ?? defaultDepth(tree));
  const flips = q.get('flip') ?? '';
  const open = useMemo(() => {
    const result = openTo(tree, depth);
    for (const id of flips.split('.').filter(part => part !== '').map(Number)) {
      if (result.has(id)) result.delete(id);
      else if (tree.boxes[id]?.kind === 'group') result.add(id);
    }
    result.add(tree.root);
    return result;
  }, [tree, depth, flips]);
  const direction = q.get('dir') === 'right' ? 'right' : 'down';
  const scene = useMemo(() => buildScene(tree, open, direction), [tree, open, direction]);

  const setOpen = (next: ReadonlySet<number>): void => {
    const base = openTo(tree, depth);
    const changed = tree.boxes.filter(box => box.kind === 'group' && base.has(box.id) !== next.has(box.id)).map(box => box.id);
    remember({ flip: changed.slice(0, 300).join('.') });
  };
  const toggle = (id: number): void => {
    if (id === tree.root || tree.boxes[id]?.kind !== 'group') return;
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    keepInPlace(id, next);
    setOpen(next);
    if (next.has(id)) bringIntoView(id, next);
  };
  // What was clicked stays where it is on the screen.
  const keepInPlace = (id: number, next: ReadonlySet<number>): void => {
    const at = camera.peek();
    const before = scene.items.find(item => item.box.id === id);
    const after = buildScene(tree, next, direction).items.find(item => item.box.id === id);
    if (at !== null && before !== undefined && after !== undefined) {
      camera.value = { ...at, x: at.x + (before.x - after.x) * at.scale, y: at.y + (before.y - after.y) * at.scale };
    }
  };
  // What was opened is seen whole, as long as it can still be read.
  const bringIntoView = (id: number, next: ReadonlySet<number>): void => {
    const at = camera.peek();
    const item = buildScene(tree, next, direction).items.find(other => other.box.id === id);
    const stage = document.querySelector('.stage');
    if (at === null || item === undefined || stage === null) return;
    const [left, top] = [item.x * at.scale + at.x, item.y * at.scale + at.y];
    const inside = left >= 0 && top >= 0 && left + item.width * at.scale <= stage.clientWidth && top + item.height * at.scale <= stage.clientHeight;
    if (inside) return;
    const whole = fit(item, stage.clientWidth, stage.clientHeight, at.scale);
    camera.value = whole.scale >= 0.4 ? whole : { scale: Math.min(at.scale, 0.6), x: 16 - item.x * Math.min(at.scale, 0.6), y: 16 - item.y * Math.min(at.scale, 0.6) };
  };
  const toDepth = (next: number): void => {
    remember({ depth: String(Math.max(1, next)), flip: null });
    const area = buildScene(tree, openTo(tree, Math.max(1, next)), direction);
    fitTo(area.width, area.height);
  };
  const fitTo = (width = scene.width, height = scene.height): void => {
    const stage = document.querySelector('.stage');
    if (stage !== null) camera.value = fit({ x: 0, y: 0, width, height }, stage.clientWidth, stage.clientHeight);
  };

  const selected = Number(q.get('box') ?? -1);
  const frame = currentFrame(history);
  const wanted = q.get('find') ?? '';
  const found = useMemo(() => search(tree, wanted), [tree, wanted]);
  const lit = useMemo(() => {
    const ids = new Set<number>();
    for (const id of found) for (const box of [id]) ids.add(box);
    for (const id of [selected, hovered.value]) {
      const box = tree.boxes[id];
      const choice = box === undefined ? -1 : box.choice >= 0 ? box.choice : box.candidateOf;
      const places = tree.places[choice] ?? [];
      // Every place of a shared key, or the closed box that hides it.
      if (places.length > 0) for (const place of places) ids.add(ancestors(tree, place).find(above => !open.has(above)) ?? place);
    }
    return ids;
  }, [tree, found, selected, hovered.value, open]);

  const layer = (q.get('colour') ?? 'weights') as Layer;
  const costs = net.answer.cost ?? null;
  const against = history === null || !q.has('against') ? null : Math.min(history.steps.length - 1, Math.max(0, Number(q.get('against')) || 0));
  const threshold = Math.min(1, Math.max(0, Number(q.get('over') ?? 0) || 0));
  const fixed = layer !== 'decided' && layer !== 'lead';
  const colouring = useMemo(() => layerOf(tree, layer, history, frame, costs), [tree, layer, costs, ...(fixed ? [] : [history, frame])]);
  const heatOf = colouring?.heatOf ?? null;
  const lighting = useLighting(props.run, net, props.taken);
  const path = lighting.lit;
  const palette = useComputed(() => {
    void paint.value;
    return currentPalette();
  }).value;
  const derived = q.get('keep') === '1';
  const look = useMemo((): Look => ({ tree, history, frame, taken: props.taken, against, colours: net.colours, threshold, derived, lit, selected, heatOf, path, palette, direction }),
    [tree, history, frame, props.taken, against, net, threshold, derived, lit, selected, heatOf, path, palette, direction]);

  useSignalEffect(() => {
    const at = camera.value;
    if (at !== null && place.peek().path[2] === 'supernet') remember({ view: writeCamera(at) });
  });

  const show = (id: number): void => {
    const next = new Set(open);
    for (const above of ancestors(tree, id)) next.add(above);
    setOpen(next);
    remember({ box: String(id) });
    const item = buildScene(tree, next, direction).items.find(other => other.box.id === id);
    const stage = document.querySelector('.stage');
    if (item === undefined || stage === null) return;
    const scale = Math.max(camera.peek()?.scale ?? 1, 0.75);
    camera.value = { scale, x: stage.clientWidth / 2 - (item.x + item.width / 2) * scale, y: stage.clientHeight / 2 - (item.y + Math.min(item.height, stage.clientHeight) / 2) * scale };
  };

  useKeys(event => {
    if (event.key === 'f') fitTo();
    else if (event.key === 'e') toDepth(depth + 1);
    else if (event.key === 'c') toDepth(depth - 1);
    else return false;
    return true;
  });
  useEffect(() => {
    document.body.dataset['ready'] = 'supernet';
    return () => {
      delete document.body.dataset['ready'];
    };
  }, []);

  const shown = (): View | null => {
    const [stage, at] = [document.querySelector('.stage'), camera.peek()];
    return stage === null || at === null ? null : { camera: at, width: stage.clientWidth, height: stage.clientHeight };
  };
  const step = history?.steps[frame] ?? 0;
  const most = pathsOf(tree);
  return (
    <div class="supernet">
      <section
        class="panel" aria-label="Supernet" onDragOver={event => {
          if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
        }}
        onDrop={event => {
          event.preventDefault();
          const file = event.dataTransfer?.files[0];
          if (file !== undefined) void takeFileFrom(props.run, file);
        }}
      >
        <header>
          <h2>Supernet</h2>
          <span class="hint">{count(tree.net.operations.length)} operations, {count(tree.net.choices.length)} choices; {count(scene.items.length)} boxes open</span>
          <div class="row push">
            <input
              type="search" data-search placeholder="find  ( / )" style={{ width: '130px' }} aria-label="Find boxes by name or type" value={wanted} onInput={event => remember({ find: event.currentTarget.value })}
              onKeyDown={event => {
                if (event.key !== 'Enter' || found.length === 0) return;
                show(found[(found.indexOf(selected) + 1) % found.length] ?? selected);
              }}
            />
            {wanted !== '' && <span class="hint" role="status">{count(found.length)} found; Enter goes on</span>}
            <button onClick={() => toDepth(depth - 1)} disabled={depth <= 1} title="Close one level (c)">− level</button>
            <button onClick={() => toDepth(depth + 1)} disabled={depth >= most} title="Open one level (e)">+ level</button>
            <button onClick={() => toDepth(most)}>all</button>
            <button onClick={() => fitTo()} title="Show everything (f)">fit</button>
            <PathMenu run={props.run} lighting={lighting} />
            <ViewMenu
              layer={layer} costs={costs} hasWeights={history !== null} direction={direction} threshold={threshold} derived={derived} against={against !== null} frame={frame}
              turn={next => {
                remember({ dir: next });
                const area = buildScene(tree, open, next);
                fitTo(area.width, area.height);
              }}
            />
            <PictureMenu name={props.name} net={net} scene={scene} look={look} step={step} view={shown} />
          </div>
        </header>
        <GraphView scene={scene} look={look} camera={camera} select={id => remember({ box: String(id) })} toggle={toggle} hover={id => {
          hovered.value = id;
        }} />
        <div style={{ padding: '6px 12px' }}>
          {colouring === null ? <Legend names={net.labels} colours={net.colours} /> : <LayerLegend facts={colouring} costs={costs} />}
          <PathWords name={props.name} net={net} lighting={lighting} show={key => {
            const at = tree.places[tree.net.choices.findIndex(choice => choice.key === key)]?.[0];
            if (at !== undefined) show(at);
          }} />
          {history?.kind === 'visits' && <div class="hint">this method draws candidates: the numbers are shares of the last 100 draws or so</div>}
          {against !== null && <div class="hint">blue: less than at step {count(history?.steps[against] ?? 0)}; orange: more</div>}
        </div>
        {history === null
          ? <div class="timeline hint" role="status">No weights yet. {props.missing}</div>
          : <Timeline history={history} {...(props.entropy === undefined ? {} : { spark: props.entropy, sparkName: 'mean entropy of the choices' })} />}
      </section>
      <BoxPanel net={net} history={history} frame={frame} taken={props.taken} layer={colouring} selected={selected} show={show} toggle={toggle} open={open} />
    </div>
  );
}
