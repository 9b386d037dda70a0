import { effect, useSignal, type Signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { paint as themeChanges } from '../theme';
import { fit, zoom, type Camera } from './camera';
import { paintScene, type Look } from './paint';
import { CanvasPen } from './pen';
import type { Item, Scene } from './scene';
import { Targets } from './targets';

export interface GraphViewProps {
  readonly scene: Scene;
  readonly look: Look;
  readonly camera: Signal<Camera | null>;
  readonly select: (box: number) => void;
  readonly toggle: (box: number) => void;
  readonly hover: (box: number) => void;
}

/** The picture: a canvas that is drawn anew for each frame, and over it the boxes as elements that can be reached, named and clicked. */
export function GraphView(props: GraphViewProps) {
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<SVGGElement>(null);
  const size = useSignal({ width: 0, height: 0 });
  const settled = useSignal<Camera | null>(null);
  // Weights move with each tick of the slider; the words for those who listen follow when they rest.
  const calm = useSignal<Look>(props.look);
  useEffect(() => {
    const timer = setTimeout(() => {
      calm.value = props.look;
    }, 120);
    return () => clearTimeout(timer);
  }, [props.look]);
  const latest = useRef(props);
  latest.current = props;
  const { camera } = props;

  useLayoutEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      size.value = { width: element.clientWidth, height: element.clientHeight };
      camera.value ??= fit({ x: 0, y: 0, ...topOf(latest.current.scene) }, element.clientWidth, element.clientHeight);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // One drawing for each frame of the screen, however much changes in it.
  const asked = useRef(0);
  const draw = (): void => {
    asked.current = 0;
    const surface = canvas.current;
    const at = camera.peek();
    if (surface === null || at === null) return;
    const { width, height } = size.peek();
    const ratio = Math.min(2, devicePixelRatio || 1);
    if (surface.width !== Math.round(width * ratio) || surface.height !== Math.round(height * ratio)) {
      surface.width = Math.round(width * ratio);
      surface.height = Math.round(height * ratio);
    }
    const context = surface.getContext('2d');
    if (context === null) return;
    const start = performance.now();
    const { scene, look } = latest.current;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = look.palette.plane;
    context.fillRect(0, 0, surface.width, surface.height);
    context.setTransform(at.scale * ratio, 0, 0, at.scale * ratio, at.x * ratio, at.y * ratio);
    paintScene(new CanvasPen(context), scene, look, {
      left: -at.x / at.scale, top: -at.y / at.scale, right: (width - at.x) / at.scale, bottom: (height - at.y) / at.scale, scale: at.scale,
    });
    surface.dataset['paint'] = (performance.now() - start).toFixed(1);
    surface.dataset['drawn'] = String(Number(surface.dataset['drawn'] ?? 0) + 1);
  };
  const ask = (): void => {
    if (asked.current === 0) asked.current = requestAnimationFrame(draw);
  };
  useEffect(ask);
  useEffect(() => () => cancelAnimationFrame(asked.current), []);
  useEffect(() => {
    let timer = 0;
    const stop = effect(() => {
      const at = camera.value;
      void size.value;
      void themeChanges.value;
      ask();
      if (at === null) return;
      overlay.current?.setAttribute('transform', `translate(${at.x} ${at.y}) scale(${at.scale})`);
      // The elements over the picture move with it; which of them are worth having is looked at when it rests.
      clearTimeout(timer);
      if (settled.peek() === null) settled.value = at;
      else timer = window.setTimeout(() => {
        settled.value = at;
      }, 120);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);

  const dragging = useRef<{ id: number; x: number; y: number; moved: boolean } | null>(null);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    dragging.current = { id: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
  };
  const onPointerMove = (event: PointerEvent): void => {
    const known = pointers.current.get(event.pointerId);
    const at = camera.peek();
    if (known === undefined || at === null) return;
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    const drag = dragging.current;
    if (drag !== null && !drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 3) {
      drag.moved = true;
      stage.current?.setPointerCapture(event.pointerId);
      stage.current?.classList.add('dragging');
    }
    if (other !== undefined) {
      const before = Math.hypot(known.x - other.x, known.y - other.y);
      const now = Math.hypot(event.clientX - other.x, event.clientY - other.y);
      const box = stage.current?.getBoundingClientRect();
      if (box !== undefined && before > 0) camera.value = zoom(at, now / before, (event.clientX + other.x) / 2 - box.left, (event.clientY + other.y) / 2 - box.top);
    } else if (drag?.moved === true) camera.value = { ...at, x: at.x + event.clientX - known.x, y: at.y + event.clientY - known.y };
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const onPointerEnd = (event: PointerEvent): void => {
    pointers.current.delete(event.pointerId);
    stage.current?.classList.remove('dragging');
    const drag = dragging.current;
    // A click that was a drag selects nothing; the click comes right after this.
    if (drag !== null && drag.moved) setTimeout(() => {
      dragging.current = null;
    });
    else dragging.current = null;
  };
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const wheel = (event: WheelEvent): void => {
      const at = camera.peek();
      if (at === null) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      if (event.shiftKey) camera.value = { ...at, x: at.x - event.deltaY - event.deltaX };
      else camera.value = zoom(at, Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)), event.clientX - box.left, event.clientY - box.top);
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, []);

  const reveal = (item: Item): void => {
    const at = camera.peek();
    if (at === null) return;
    const { width, height } = size.peek();
    const [left, top] = [item.x * at.scale + at.x, item.y * at.scale + at.y];
    const [right, bottom] = [left + Math.min(width, item.width * at.scale), top + Math.min(height, item.height * at.scale)];
    const dx = left < 20 ? 20 - left : right > width - 20 ? width - 20 - right : 0;
    const dy = top < 20 ? 20 - top : bottom > height - 20 ? height - 20 - bottom : 0;
    if (dx !== 0 || dy !== 0) camera.value = { ...at, x: at.x + dx, y: at.y + dy };
  };

  const targets = useMemo(() => settled.value === null ? null : (
    <Targets
      scene={props.scene} look={{ ...calm.value, selected: props.look.selected, lit: props.look.lit }} camera={settled.value} width={size.value.width} height={size.value.height}
      hover={box => latest.current.hover(box)} reveal={reveal}
      select={box => {
        if (dragging.current === null) latest.current.select(box);
      }}
      toggle={box => {
        if (dragging.current === null) latest.current.toggle(box);
      }}
    />
  ), [props.scene, calm.value, props.look.selected, props.look.lit, settled.value, size.value]);

  return (
    <div
      class="stage" ref={stage} onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={onPointerEnd} onPointerCancel={onPointerEnd}
      onPointerLeave={() => props.hover(-1)}
    >
      <canvas ref={canvas} aria-hidden="true" />
      <svg role="tree" aria-label="The network as nested boxes; arrow keys move, Enter opens and closes">
        <g ref={overlay}>
          {targets}
        </g>
      </svg>
    </div>
  );
}

/** A tall network is first shown at its width, a long one at its height: boxes that can be read matter more than seeing the end. */
function topOf(scene: Scene): { width: number; height: number } {
  if (scene.direction === 'right') return { width: Math.min(scene.width, Math.max(scene.height * 1.8, 1300)), height: scene.height };
  return { width: scene.width, height: Math.min(scene.height, Math.max(scene.width * 1.4, 900)) };
}
