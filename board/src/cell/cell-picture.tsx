import { useMemo } from 'preact/hooks';
import type { Swatch } from '../colours';
import { currentPalette } from '../graph/picture';
import { SvgImage } from '../parts/svg-image';
import { paint } from '../theme';
import { cellAsSvg } from './draw-cell';
import { genotypeText, isRow, type Drawing } from './genotype';

/** A cell as an image: the drawing is the very file that can be downloaded. */
export function CellPicture(props: { readonly drawing: Drawing; readonly colours: ReadonlyMap<string, Swatch>; readonly changed: ReadonlySet<string>; readonly most?: number }) {
  const colours = paint.value;
  const source = useMemo(() => cellAsSvg(props.drawing, props.colours, currentPalette(), props.changed, props.drawing.name), [props.drawing, props.colours, props.changed, colours]);
  return (
    <div class="scroll" style={{ maxHeight: `${props.most ?? 520}px`, textAlign: 'center' }} tabIndex={0} role="region" aria-label={`Drawing of ${props.drawing.name}`}>
      <SvgImage source={source} name={spokenCell(props.drawing)} cell={props.drawing.name} />
    </div>
  );
}

function spokenCell(drawing: Drawing): string {
  if (isRow(drawing)) return genotypeText(drawing);
  const edges = drawing.edges.filter(edge => edge.operation !== '');
  return edges.length > 0 ? genotypeText(drawing) : `${drawing.name}: ${drawing.nodes.map(node => node.label).join(', ')}`;
}
