import { boxTable } from './box-table';
import { sceneAsDot } from '../graph/dot';
import type { Layer } from '../graph/layers';
import type { Look } from '../graph/paint';
import { sceneAsCanvas, sceneAsSvg, type View } from '../graph/picture';
import type { Scene } from '../graph/scene';
import { costName, type Costs } from '../model/supernet';
import { csv, fileName, saveCanvas, saveText } from '../parts/download';
import { Menu } from '../parts/parts';
import { remember } from '../route';
import type { Net } from '../store/run';

export interface ViewMenuProps {
  readonly layer: Layer;
  readonly costs: Costs | null;
  readonly hasWeights: boolean;
  readonly direction: 'down' | 'right';
  readonly threshold: number;
  readonly derived: boolean;
  readonly against: boolean;
  readonly frame: number;
  readonly turn: (direction: 'down' | 'right') => void;
}

export function ViewMenu(props: ViewMenuProps) {
  const { threshold } = props;
  return (
    <Menu label="View">
      <label class="row">colour
        <select value={props.layer} onChange={event => remember({ colour: event.currentTarget.value })}>
          <option value="weights">weights</option>
          <option value="decided" disabled={!props.hasWeights}>how decided the choices are</option>
          <option value="lead" disabled={!props.hasWeights}>lead of the strongest candidate</option>
          <option value="parameters">parameters</option>
          <option value="flops">multiply-adds</option>
          {props.costs !== null && <option value="cost">{costName(props.costs)}, the run's own table</option>}
        </select>
      </label>
      <label class="row">grows
        <select value={props.direction} onChange={event => props.turn(event.currentTarget.value === 'right' ? 'right' : 'down')}>
          <option value="down">downwards</option>
          <option value="right">to the right</option>
        </select>
      </label>
      <label class="row">hide below
        <input type="range" min={0} max={0.5} step={0.01} value={threshold} onInput={event => remember({ over: event.currentTarget.value === '0' ? null : event.currentTarget.value })} />
        {Math.round(100 * threshold)} %
      </label>
      <label class="row"><input type="checkbox" checked={props.derived} onChange={event => remember({ keep: event.currentTarget.checked ? '1' : null })} /> only what would be kept</label>
      <label class="row">
        <input type="checkbox" disabled={!props.hasWeights} checked={props.against} onChange={event => remember({ against: event.currentTarget.checked ? String(props.frame) : null })} /> difference from this moment
      </label>
    </Menu>
  );
}

export interface PictureMenuProps {
  readonly name: string;
  readonly net: Net;
  readonly scene: Scene;
  readonly look: Look;
  readonly step: number;
  /** What the stage shows now; null before it is there. */
  readonly view: () => View | null;
}

/** The picture as shown and as a whole, and its numbers. */
export function PictureMenu(props: PictureMenuProps) {
  const { name, scene, look } = props;
  const file = (what: string): string => fileName(name, what, props.step);
  return (
    <Menu label="Download">
      <button onClick={() => saveText(`${file('supernet')}.svg`, sceneAsSvg(scene, look, name), 'image/svg+xml')}>picture (SVG)</button>
      <button onClick={() => saveCanvas(`${file('supernet')}.png`, sceneAsCanvas(scene, look))}>picture (PNG)</button>
      <button onClick={() => saveText(`${file('supernet-view')}.svg`, sceneAsSvg(scene, look, name, props.view()), 'image/svg+xml')}>what is shown (SVG)</button>
      <button onClick={() => saveCanvas(`${file('supernet-view')}.png`, sceneAsCanvas(scene, look, props.view()))}>what is shown (PNG)</button>
      <button onClick={() => saveText(`${file('supernet')}.dot`, sceneAsDot(scene, look, name), 'text/vnd.graphviz')}>open boxes (DOT)</button>
      <button onClick={() => saveText(`${file('supernet')}.csv`, csv(boxTable(props.net, look.history, look.frame)), 'text/csv')}>numbers at this step (CSV)</button>
    </Menu>
  );
}
