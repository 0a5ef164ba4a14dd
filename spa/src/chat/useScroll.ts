import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** So near to the end one is at the end, in pixels. */
const NEAR = 48;

/**
 * Keeps the end of a list in sight for whoever is there, however it grows, and leaves alone whoever reads further up.
 *
 * @param start what to begin at; without it at the end
 */
export function useScroll(start: string | null) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);
  const [isEndVisible, setEndVisible] = useState(false);

  const toEnd = (behavior: ScrollBehavior = 'instant') => {
    isFollowing.current = true;
    box.current?.scrollTo({ top: box.current.scrollHeight, behavior });
  };

  useLayoutEffect(() => {
    const first = start === null ? null : content.current?.querySelector<HTMLElement>(`[data-row="${start}"]`);
    if (first && box.current) {
      box.current.scrollTop = first.offsetTop - box.current.clientHeight / 4;
      isFollowing.current = box.current.scrollHeight - box.current.scrollTop - box.current.clientHeight < NEAR;
      setAtEnd(isFollowing.current);
    } else {
      toEnd();
    }
    // Where one begins is decided once.
  }, []);

  useEffect(() => {
    const grown = new ResizeObserver(() => isFollowing.current && toEnd());
    grown.observe(box.current!);
    grown.observe(content.current!);
    const seen = new IntersectionObserver(([entry]) => setEndVisible(entry?.isIntersecting ?? false));
    seen.observe(end.current!);
    return () => {
      grown.disconnect();
      seen.disconnect();
    };
  }, []);

  const onScroll = () => {
    const { scrollHeight, scrollTop, clientHeight } = box.current!;
    const isThere = scrollHeight - scrollTop - clientHeight < NEAR;
    isFollowing.current = isThere;
    setAtEnd(isThere);
  };
  return { box, content, end, onScroll, toEnd, isAtEnd, isEndVisible };
}
