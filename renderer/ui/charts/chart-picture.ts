// A picture of a chart as it stands on the screen. Colours come from the stylesheet, which a picture of an SVG does
// not have: they are written into a copy. Texts are drawn by the canvas, which knows the fonts of the page.

const COPIED = ['fill', 'stroke', 'stroke-width', 'opacity'] as const;
const MARGIN = 24;
const TITLE = 40;

/** All drawings within an element, with a title above, as a PNG. */
export async function chartPicture(element: HTMLElement, title: string, scale = 2): Promise<Blob> {
  const box = element.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round((box.width + 2 * MARGIN) * scale);
  canvas.height = Math.round((box.height + 2 * MARGIN + TITLE) * scale);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('a canvas without a context');
  const look = getComputedStyle(element);
  pen.scale(scale, scale);
  pen.fillStyle = colourBehind(element);
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.direction = look.direction === 'rtl' ? 'rtl' : 'ltr';
  pen.font = `600 14px ${look.fontFamily}`;
  pen.fillStyle = look.color;
  pen.textAlign = 'start';
  pen.fillText(title, look.direction === 'rtl' ? box.width + MARGIN : MARGIN, MARGIN + 14, box.width);
  pen.translate(MARGIN - box.left, MARGIN + TITLE - box.top);
  for (const svg of element.querySelectorAll('svg[role=group]')) {
    const place = svg.getBoundingClientRect();
    pen.drawImage(await withoutTexts(svg as SVGSVGElement), place.left, place.top, place.width, place.height);
    for (const text of svg.querySelectorAll('text')) drawText(pen, text, place);
  }
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the canvas gave no picture'))), 'image/png'));
}

async function withoutTexts(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [...svg.querySelectorAll('*')];
  for (const [at, element] of [...copy.querySelectorAll('*')].entries()) {
    const look = getComputedStyle(originals[at]!);
    for (const name of COPIED) element.setAttribute(name, look.getPropertyValue(name).replace(/url\("?[^#"]*(#[^")]*)"?\)/, 'url($1)'));
    element.removeAttribute('class');
  }
  for (const text of copy.querySelectorAll('text')) text.remove();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function drawText(pen: CanvasRenderingContext2D, text: SVGTextElement, svg: DOMRect) {
  const look = getComputedStyle(text);
  const anchor = look.getPropertyValue('text-anchor');
  pen.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
  pen.textAlign = anchor === 'middle' ? 'center' : anchor === 'end' ? 'end' : 'start';
  const words = [...text.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent).join('');
  const [x, y] = [svg.left + Number(text.getAttribute('x')), svg.top + Number(text.getAttribute('y'))];
  if (look.getPropertyValue('stroke') !== 'none') {
    pen.strokeStyle = look.getPropertyValue('stroke');
    pen.lineWidth = 3;
    pen.strokeText(words, x, y);
  }
  pen.fillStyle = look.getPropertyValue('fill');
  pen.fillText(words, x, y);
}

/** The first ground behind it that is not seen through. */
function colourBehind(element: HTMLElement): string {
  for (let at: HTMLElement | null = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)' && backgroundColor !== 'transparent') return backgroundColor;
  }
  return '#fff';
}
