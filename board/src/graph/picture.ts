import { token } from '../theme';
import { paintScene, type Look, type Palette } from './paint';
import type { Scene } from './scene';
import { SvgPen } from './svg-pen';

export function currentPalette(): Palette {
  return {
    ink: token('--ink'), quiet: token('--quiet'), line: token('--wire'), plane: token('--plane'), planes: [token('--plane'), token('--nest-1'), token('--nest-2')],
    box: token('--box'), border: token('--border'), accent: token('--accent'),
  };
}

/** The whole picture as a file. */
export function sceneAsSvg(scene: Scene, look: Look, name: string): string {
  const pen = new SvgPen();
  paintScene(pen, scene, look, { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity, scale: 1 });
  return pen.document(scene.width, scene.height, look.palette.plane, name);
}
