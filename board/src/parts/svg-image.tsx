import { useLayoutEffect, useRef } from 'preact/hooks';

/** Shows a drawing of our own as it would be saved: parsed as XML, so that no text in it can become anything else. */
export function SvgImage(props: { readonly source: string; readonly name: string; readonly cell?: string }) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const root = new DOMParser().parseFromString(props.source, 'image/svg+xml').documentElement;
    if (root.nodeName !== 'svg') return;
    root.setAttribute('aria-hidden', 'true');
    root.style.maxWidth = '100%';
    root.style.height = 'auto';
    host.current?.replaceChildren(document.importNode(root, true));
  }, [props.source]);
  return <div ref={host} role="img" aria-label={props.name} data-cell={props.cell} />;
}
