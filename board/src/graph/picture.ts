import { token } from '../theme';
import type { Camera } from './camera';
import { paintScene, type Look, type Palette, type Window } from './paint';
import { CanvasPen } from './pen';
import type { Scene } from './scene';
import { SvgPen } from './svg-pen';

export function currentPalette(): Palette {
  return {
    ink: token('--ink'), quiet: token('--quiet'), line: token('--wire'), plane: token('--plane'), planes: [token('--plane'), token('--nest-1'), token('--nest-2')],
    box: token('--box'), border: token('--border'), accent: token('--accent'),
  };
}

/** A part of the picture: what a stage of this size shows. */
export interface View {
  readonly camera: Camera;
  readonly width: number;
  readonly height: number;
}

/** The whole picture as a file, or what a stage shows of it. */
export function sceneAsSvg(scene: Scene, look: Look, name: string, view: View | null = null): string {
  const pen = new SvgPen();
  const window = windowOf(scene, view);
  paintScene(pen, scene, look, window);
  const part = { x: window.left, y: window.top, width: window.right - window.left, height: window.bottom - window.top };
  return pen.document(view?.width ?? scene.width, view?.height ?? scene.height, look.palette.plane, name, part);
}

// Browsers refuse larger canvases, and few programs open larger pictures.
const mostPixels = { side: 12_000, area: 60e6 } as const;

/** How many pixels a point of the scene gets in a picture of this size: two where that is not too many. */
export function pixelsPerPoint(width: number, height: number): number {
  return Math.min(2, mostPixels.side / Math.max(1, width, height), Math.sqrt(mostPixels.area / Math.max(1, width * height)));
}

/** The whole picture in pixels, or what a stage shows of it. */
export function sceneAsCanvas(scene: Scene, look: Look, view: View | null = null): HTMLCanvasElement {
  const [width, height] = view === null ? [scene.width, scene.height] : [view.width, view.height];
  const ratio = pixelsPerPoint(width, height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.fillStyle = look.palette.plane;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const { x, y, scale } = view?.camera ?? { x: 0, y: 0, scale: 1 };
  context.setTransform(scale * ratio, 0, 0, scale * ratio, x * ratio, y * ratio);
  const window = windowOf(scene, view);
  paintScene(new CanvasPen(context), scene, look, view === null ? { ...window, scale: Math.min(1, ratio) } : window);
  return canvas;
}

function windowOf(scene: Scene, view: View | null): Window {
  if (view === null) return { left: 0, top: 0, right: scene.width, bottom: scene.height, scale: 1 };
  const { x, y, scale } = view.camera;
  return { left: -x / scale, top: -y / scale, right: (view.width - x) / scale, bottom: (view.height - y) / scale, scale };
}
