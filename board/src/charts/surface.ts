import { useSignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

interface Ref<T> {
  readonly current: T | null;
}

/** The width of an element, in CSS pixels; 0 until it is there. */
export function useWidth(host: Ref<HTMLElement>): Signal<number> {
  const width = useSignal(0);
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      width.value = element.clientWidth;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}

/** An empty canvas of a size in CSS pixels, sharp on screens with more of their own; null while there is nothing to draw on. */
export function emptySurface(canvas: Ref<HTMLCanvasElement>, width: number, height: number): CanvasRenderingContext2D | null {
  const surface = canvas.current;
  const context = surface?.getContext('2d');
  if (surface === null || context === null || context === undefined || width === 0) return null;
  const ratio = Math.min(2, devicePixelRatio || 1);
  surface.width = Math.round(width * ratio);
  surface.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
