import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { DealCard, Outcome } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import { afterMs } from '../../../api.ts';
import { scrollAtEdges } from './scroll-at-edges.ts';

/** Where the deal in hand would go: below so many cards of a stage, not counting itself, or to its end. */
export type Target = { kind: 'lane'; stageId: Id; place: number } | { kind: 'close'; outcome: Outcome };

export interface Drag {
  deal: DealCard;
  target: Target | null;
  /** Of the card that was taken up, in px. */
  width: number;
  height: number;
}

export interface DragPorts {
  board: RefObject<HTMLElement | null>;
  dealOf: (id: string) => DealCard | undefined;
  onDrop: (deal: DealCard, target: Target) => void;
  onCancel: () => void;
}

/** A mouse has to move so far, in px, and a finger to rest so long: less is a press, or scrolls. */
const SLACK = 5;
const LONG_PRESS_MS = 350;

interface Grip {
  deal: DealCard;
  card: DOMRect;
  from: { x: number; y: number };
}

/**
 * Dragging cards by the pointer. For a mouse it begins with the first move, for a finger with a long press, so that a
 * swipe scrolls; near an edge the board and the column scroll by themselves; Esc puts the card back.
 */
export function useDrag({ board, dealOf, onDrop, onCancel }: DragPorts) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const carried = useRef<HTMLDivElement>(null);
  const isDragging = useRef(false);
  const end = useRef<(() => void) | null>(null);
  const ports = useRef({ dealOf, onDrop, onCancel });
  useEffect(() => {
    ports.current = { dealOf, onDrop, onCancel };
  });
  useEffect(() => () => end.current?.(), []);

  useEffect(() => {
    const element = board.current;
    // Only such a listener, there before the finger is, may keep the page from scrolling under it.
    const hold = (event: TouchEvent) => {
      if (isDragging.current && event.cancelable) event.preventDefault();
    };
    element?.addEventListener('touchmove', hold, { passive: false });
    return () => element?.removeEventListener('touchmove', hold);
  }, [board]);

  function carry(grip: Grip, start: { x: number; y: number }) {
    isDragging.current = true;
    const at = { ...start };
    let target: Target | null = null;

    function show() {
      carried.current?.style.setProperty('transform', `translate(${grip.card.left + at.x - grip.from.x}px, ${grip.card.top + at.y - grip.from.y}px)`);
      const next = targetAt(at, grip.deal.id);
      if (same(next, target)) return;
      target = next;
      setDrag((before) => before && { ...before, target: next });
    }

    function onMove(event: PointerEvent) {
      at.x = event.clientX;
      at.y = event.clientY;
      show();
    }

    function finish(dropped: Target | null) {
      stop();
      if (dropped) ports.current.onDrop(grip.deal, dropped);
      else ports.current.onCancel();
    }

    function onKey(event: KeyboardEvent) {
      // While something is in hand no key means anything else.
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') finish(null);
    }

    function onUp() {
      swallowClick();
      finish(target);
    }

    const onLost = () => finish(null);
    const stopScrolling = scrollAtEdges(board, () => at, show);
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onLost);
    window.addEventListener('blur', onLost);
    window.addEventListener('keydown', onKey, true);
    function stop() {
      stopScrolling();
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onLost);
      window.removeEventListener('blur', onLost);
      window.removeEventListener('keydown', onKey, true);
      isDragging.current = false;
      end.current = null;
      setDrag(null);
    }
    end.current = stop;
    setDrag({ deal: grip.deal, target: null, width: grip.card.width, height: grip.card.height });
    // Once it is in the page.
    requestAnimationFrame(show);
  }

  function onPointerDown(event: React.PointerEvent) {
    const card = (event.target as Element).closest<HTMLElement>('[data-card]');
    const deal = card && ports.current.dealOf(card.dataset['card'] ?? '');
    if (!card || !deal || event.button !== 0 || !event.isPrimary || end.current || (event.target as Element).closest('button')) return;
    const isTouch = event.pointerType === 'touch';
    const from = { x: event.clientX, y: event.clientY };
    const grip: Grip = { deal, card: card.getBoundingClientRect(), from };

    function onMove(move: PointerEvent) {
      if (Math.hypot(move.clientX - from.x, move.clientY - from.y) < SLACK) return;
      wait();
      if (!isTouch) carry(grip, { x: move.clientX, y: move.clientY });
    }
    const stopWaiting = isTouch
      ? afterMs(LONG_PRESS_MS, () => {
          wait();
          carry(grip, from);
        })
      : () => {};
    function wait() {
      stopWaiting();
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', wait);
      window.removeEventListener('pointercancel', wait);
      if (end.current === wait) end.current = null;
    }
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', wait);
    window.addEventListener('pointercancel', wait);
    end.current = wait;
  }

  return { drag, carried, onPointerDown };
}

function same(a: Target | null, b: Target | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What lies under the pointer, and there between which cards. */
function targetAt({ x, y }: { x: number; y: number }, dealId: Id): Target | null {
  const under = document.elementFromPoint(x, y);
  const outcome = under?.closest<HTMLElement>('[data-close]')?.dataset['close'];
  if (outcome === 'won' || outcome === 'lost') return { kind: 'close', outcome };
  const lane = under?.closest<HTMLElement>('[data-lane]');
  if (!lane) return null;
  const cards = [...lane.querySelectorAll<HTMLElement>('[data-card]')].map((card) => ({ card, box: card.getBoundingClientRect() })).toSorted((a, b) => a.box.top - b.box.top);
  const own = cards.findIndex(({ card }) => card.dataset['card'] === dealId);
  const above = cards.filter(({ card, box }) => card.dataset['card'] !== dealId && box.top + box.height / 2 < y);
  const last = above.at(-1)?.card;
  // Numbers of cards count from 1, so the card above is number so many; its own number counts only where it lies above.
  const number = last ? Number(last.getAttribute('aria-colindex')) - 1 : 0;
  const ownNumber = own >= 0 ? Number(cards[own]!.card.getAttribute('aria-colindex')) - 1 : Number.POSITIVE_INFINITY;
  return { kind: 'lane', stageId: lane.dataset['lane'] as Id, place: ownNumber < number ? number - 1 : number };
}

/** The click that a release would be is not meant. */
function swallowClick() {
  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  void afterMs(0, () => window.removeEventListener('click', swallow, { capture: true }));
}
