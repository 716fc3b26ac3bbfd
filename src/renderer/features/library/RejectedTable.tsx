import type { RejectedFile } from "../../../shared/shapes/model";
import { useLanguage } from "../../store/window-context";

/** Files that Tresor will not load, and why. */
export function RejectedTable({ files }: { files: readonly RejectedFile[] }) {
  const { library } = useLanguage().words;
  return (
    <section>
      <h2>{library.rejected}</h2>
      <table>
        <thead>
          <tr>
            <th>{library.file}</th>
            <th>{library.rejectedReason}</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ path, reason }) => (
            <tr key={path}>
              <td className="wrapping">
                <code>{path}</code>
              </td>
              <td className="soft wrapping">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
