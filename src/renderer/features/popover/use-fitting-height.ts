import { useEffect, useRef, type RefObject } from "react";
import { useServices } from "../../store/window-context";

/** Tells the window how high its content is whenever that changes. */
export function useFittingHeight(): RefObject<HTMLDivElement | null> {
  const content = useRef<HTMLDivElement>(null);
  const { window } = useServices();
  useEffect(() => {
    const element = content.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      window.resize(Math.ceil(element.getBoundingClientRect().height));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [window]);
  return content;
}
