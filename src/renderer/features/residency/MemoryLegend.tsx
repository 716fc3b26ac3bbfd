import { useLanguage } from "../../store/window-context";

export function MemoryLegend() {
  const { memory } = useLanguage().words;
  return (
    <div className="legend" aria-hidden="true">
      <span data-metal="weights">{memory.weights}</span>
      <span data-metal="kv">{memory.kv}</span>
      <span data-metal="compute">{memory.compute}</span>
      <span data-metal="reserve">{memory.reserve}</span>
      <span data-metal="system">{memory.system}</span>
    </div>
  );
}
