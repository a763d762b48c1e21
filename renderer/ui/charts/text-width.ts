let pen: CanvasRenderingContext2D | null | undefined;

/** How wide a text of a chart is in px, at 12 px of the page's own font. */
export function textWidth(text: string, weight = 500): number {
  pen ??= document.createElement('canvas').getContext('2d');
  if (!pen) return text.length * 7;
  pen.font = `${weight} 12px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width;
}

/** The text where it fits, else its beginning with an ellipsis: an SVG does not cut by itself. */
export function clippedText(text: string, width: number, weight = 500): string {
  if (textWidth(text, weight) <= width) return text;
  const parts = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);
  let fits = 0;
  let tooLong = parts.length;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (textWidth(`${parts.slice(0, middle).join('').trimEnd()}…`, weight) <= width) fits = middle;
    else tooLong = middle;
  }
  return `${parts.slice(0, fits).join('').trimEnd()}…`;
}
