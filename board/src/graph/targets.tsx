import { useEffect, useRef } from 'preact/hooks';
import type { Camera } from './camera';
import { choiceText, title, type Look } from './paint';
import { pathState } from './path';
import type { Item, Scene } from './scene';

export interface TargetsProps {
  readonly scene: Scene;
  readonly look: Look;
  readonly camera: Camera;
  readonly width: number;
  readonly height: number;
  readonly select: (box: number) => void;
  readonly toggle: (box: number) => void;
  readonly hover: (box: number) => void;
  readonly reveal: (item: Item) => void;
}

/** At most so many elements lie over the picture. */
const most = 420;

/** The boxes that can be seen, as elements: for the pointer, the keyboard and those who listen to the page. */
export function Targets(props: TargetsProps) {
  const { scene, look } = props;
  const group = useRef<SVGGElement>(null);
  const wanted = useRef(-1);
  const shown = visible(props);
  useEffect(() => {
    // The element that the keys went to may only exist now.
    if (wanted.current < 0) return;
    const element = group.current?.querySelector<SVGElement>(`[data-box="${wanted.current}"]`);
    if (element === null || element === undefined) return;
    wanted.current = -1;
    element.focus({ preventScroll: true });
  });
  const focusOn = (item: Item | undefined): void => {
    if (item === undefined) return;
    wanted.current = item.box.id;
    props.select(item.box.id);
    props.reveal(item);
  };
  const keys = (event: KeyboardEvent, item: Item): void => {
    const index = scene.items.indexOf(item);
    const siblings = scene.items.filter(other => other.box.parent === item.box.parent);
    const at = siblings.indexOf(item);
    switch (event.key) {
      case 'Enter':
        wanted.current = item.box.id;
        props.toggle(item.box.id);
        break;
      case 'ArrowDown': focusOn(siblings[at + 1] ?? scene.items[index + 1]); break;
      case 'ArrowUp': focusOn(siblings[at - 1] ?? scene.items.find(other => other.box.id === item.box.parent)); break;
      case 'ArrowRight':
        if (item.open) focusOn(item.children[0]);
        else if (item.box.kind === 'group') {
          wanted.current = item.box.id;
          props.toggle(item.box.id);
        }
        break;
      case 'ArrowLeft':
        if (item.open && item.box.depth > 0) {
          wanted.current = item.box.id;
          props.toggle(item.box.id);
        } else focusOn(scene.items.find(other => other.box.id === item.box.parent));
        break;
      case 'Home': focusOn(scene.items[0]); break;
      case 'End': focusOn(scene.items[scene.items.length - 1]); break;
      default: return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const stop = shown.some(item => item.box.id === look.selected) ? look.selected : shown[0]?.box.id;
  return (
    <g ref={group}>
      {shown.map(item => (
        <g
          key={item.box.id} role="treeitem" tabIndex={item.box.id === stop ? 0 : -1} data-box={item.box.id} data-path={item.box.path} aria-level={item.box.depth + 1}
          aria-expanded={item.box.kind === 'group' ? item.open : undefined} aria-selected={item.box.id === look.selected} data-lit={look.lit.has(item.box.id) ? 'yes' : undefined} data-way={look.path === null ? undefined : pathState(look.path, item.box.id)} aria-label={spoken(item, look)}
          onKeyDown={event => keys(event, item)}
          onClick={event => {
            event.stopPropagation();
            props.select(item.box.id);
          }}
          onDblClick={() => props.toggle(item.box.id)} onPointerEnter={() => props.hover(item.box.id)} onFocus={() => props.hover(item.box.id)}
        >
          <rect class="hit" x={item.x} y={item.y} width={item.width} height={item.height} rx={5} />
          {item.box.kind === 'group' && item.box.depth > 0 && (
            <rect
              class="hit" x={item.x} y={item.y} width={22} height={22} data-opens={item.box.id}
              onClick={event => {
                event.stopPropagation();
                props.toggle(item.box.id);
              }}
            />
          )}
        </g>
      ))}
    </g>
  );
}

function visible(props: TargetsProps): readonly Item[] {
  const { camera, width, height } = props;
  const [left, top] = [-camera.x / camera.scale, -camera.y / camera.scale];
  const [right, bottom] = [left + width / camera.scale, top + height / camera.scale];
  const result: Item[] = [];
  const visit = (item: Item): void => {
    if (result.length >= most || item.x > right || item.y > bottom || item.x + item.width < left || item.y + item.height < top) return;
    if (item.height * camera.scale < 7 || item.width * camera.scale < 7) return;
    result.push(item);
    for (const child of item.children) visit(child);
  };
  visit(props.scene.root);
  return result;
}

const wayWords = { on: 'used', off: 'not used', added: 'added', removed: 'removed', changed: 'changed inside' } as const;

/** What is said of a box: its words, and of a choice what weighs most. */
export function spoken(item: Item, look: Look): string {
  const words = `${title(item, look)}${look.path === null ? '' : `, ${wayWords[pathState(look.path, item.box.id)]}`}`;
  if (item.box.choice < 0) return words;
  const key = look.tree.net.choices[item.box.choice]?.key ?? '';
  return `${words}, choice ${key}, ${choiceText(look, item.box)}`;
}
