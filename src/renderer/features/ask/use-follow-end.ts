import { useLayoutEffect, useRef, type RefObject } from "react";

/** How near to its end a view counts as being there, in CSS pixels. */
const nearPixels = 24;

export interface FollowedView {
  readonly view: RefObject<HTMLDivElement | null>;
  /** To be given to the view: a person who scrolls up is left where they are. */
  readonly onScroll: () => void;
}

/** Keeps a scrolling view at its end while `content` grows, unless the person has scrolled away from it. */
export function useFollowEnd(content: unknown): FollowedView {
  const view = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  useLayoutEffect(() => {
    const element = view.current;
    if (element !== null && following.current) element.scrollTop = element.scrollHeight;
  }, [content]);
  return {
    view,
    onScroll: () => {
      const element = view.current;
      if (element === null) return;
      following.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPixels;
    },
  };
}
