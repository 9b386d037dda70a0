import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { paint } from '../theme';
import { emptySurface, useWidth } from './surface';

/** Draws into a place of so many CSS pixels. */
export type Draw = (context: CanvasRenderingContext2D, width: number) => void;

export interface CanvasChartProps {
  readonly label: string;
  readonly height: number;
  /** Kept by the caller as long as it would draw the same. */
  readonly draw: Draw;
  /** What the pointer says at a place; null where there is nothing. */
  readonly tip: (x: number, y: number, width: number) => readonly string[] | null;
  readonly click?: (x: number, y: number, width: number) => void;
  /** A stretch that was dragged, from left to right. */
  readonly stretch?: (from: number, to: number, width: number) => void;
}

/** A drawing that is made anew when its data, its width or the colours change, with words under the pointer. */
export function CanvasChart(props: CanvasChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(host);
  const over = useSignal<{ readonly x: number; readonly y: number; readonly lines: readonly string[] } | null>(null);
  const drag = useSignal<{ readonly from: number; readonly to: number } | null>(null);
  const { height } = props;
  const colours = paint.value;
  useEffect(() => {
    const context = emptySurface(canvas, width.value, height);
    if (context === null) return;
    context.font = '12px system-ui, sans-serif';
    props.draw(context, width.value);
  }, [props.draw, height, width.value, colours]);
  const at = (event: PointerEvent): { x: number; y: number } => {
    const box = canvas.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const hit = over.value;
  const d = drag.value;
  return (
    <div class="chart" ref={host} style={{ height: `${height}px` }}>
      <canvas
        ref={canvas} role="img" aria-label={props.label} style={{ width: `${width.value}px`, height: `${height}px`, cursor: props.click === undefined ? 'default' : 'pointer', touchAction: props.stretch === undefined ? 'auto' : 'none' }}
        onPointerDown={event => {
          if (props.stretch === undefined) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const { x } = at(event);
          drag.value = { from: x, to: x };
        }}
        onPointerMove={event => {
          const { x, y } = at(event);
          if (drag.value !== null) drag.value = { ...drag.value, to: x };
          const lines = drag.value === null ? props.tip(x, y, width.value) : null;
          over.value = lines === null ? null : { x, y, lines };
        }}
        onPointerUp={event => {
          const { x, y } = at(event);
          const moved = drag.value;
          drag.value = null;
          if (moved !== null && Math.abs(moved.to - moved.from) > 5) props.stretch?.(Math.min(moved.from, moved.to), Math.max(moved.from, moved.to), width.value);
          else props.click?.(x, y, width.value);
        }}
        onPointerLeave={() => {
          over.value = null;
        }}
      />
      {d !== null && <div style={{ position: 'absolute', top: '0', bottom: '0', left: `${Math.min(d.from, d.to)}px`, width: `${Math.abs(d.to - d.from)}px`, background: 'var(--accent)', opacity: '0.18', pointerEvents: 'none' }} />}
      {hit !== null && <div class="tip" style={{ left: `${Math.min(hit.x + 14, Math.max(0, width.value - 230))}px`, top: `${hit.y + 14}px` }}>{hit.lines.map((line, index) => <div key={index}>{line}</div>)}</div>}
    </div>
  );
}
