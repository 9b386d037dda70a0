/** Where the picture lies: a point of the scene times `scale` plus the shift is a point of the screen. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export const limits = { smallest: 0.02, largest: 4 } as const;

/** The whole of a rectangle in the middle; never larger than life. */
export function fit(area: { x: number; y: number; width: number; height: number }, width: number, height: number, most = 1.15): Camera {
  const pad = 16;
  const scale = Math.max(limits.smallest, Math.min(most, (width - 2 * pad) / Math.max(1, area.width), (height - 2 * pad) / Math.max(1, area.height)));
  return { x: (width - area.width * scale) / 2 - area.x * scale, y: (height - area.height * scale) / 2 - area.y * scale, scale };
}

/** Zooms so that the point under the pointer stays where it is. */
export function zoom(camera: Camera, factor: number, x: number, y: number): Camera {
  const scale = Math.min(limits.largest, Math.max(limits.smallest, camera.scale * factor));
  const real = scale / camera.scale;
  return { x: x - (x - camera.x) * real, y: y - (y - camera.y) * real, scale };
}

export function writeCamera(camera: Camera): string {
  return `${Math.round(camera.x)},${Math.round(camera.y)},${camera.scale.toFixed(4)}`;
}

export function readCamera(text: string | undefined): Camera | null {
  const parts = (text ?? '').split(',').map(Number);
  const [x, y, scale] = parts;
  if (parts.length !== 3 || x === undefined || y === undefined || scale === undefined || !parts.every(Number.isFinite)) return null;
  return { x, y, scale: Math.min(limits.largest, Math.max(limits.smallest, scale)) };
}
