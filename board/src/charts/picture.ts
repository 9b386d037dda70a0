import { token } from '../theme';

/** All canvases in an element as one picture, each where it stands, on the ground of the page: a canvas is transparent. */
export function pictureOf(host: HTMLElement): HTMLCanvasElement | null {
  const canvases = [...host.querySelectorAll('canvas')].filter(canvas => canvas.width > 0);
  const [first] = canvases;
  if (first === undefined) return null;
  const frame = host.getBoundingClientRect();
  const ratio = first.width / Math.max(1, first.getBoundingClientRect().width);
  const places = canvases.map(canvas => ({ canvas, box: canvas.getBoundingClientRect() }));
  const copy = document.createElement('canvas');
  copy.width = Math.ceil(Math.max(...places.map(({ box }) => box.right - frame.left)) * ratio);
  copy.height = Math.ceil(Math.max(...places.map(({ box }) => box.bottom - frame.top)) * ratio);
  const context = copy.getContext('2d');
  if (context === null) return null;
  context.fillStyle = token('--plane');
  context.fillRect(0, 0, copy.width, copy.height);
  for (const { canvas, box } of places) context.drawImage(canvas, (box.left - frame.left) * ratio, (box.top - frame.top) * ratio, box.width * ratio, box.height * ratio);
  return copy;
}
