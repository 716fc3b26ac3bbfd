import { useLanguage, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { Page } from "../shell/Page";
import { LooseNotices } from "../residency/LooseNotices";
import { DemoNotice } from "./DemoNotice";
import { modelFolders } from "./model-folders";
import { ModelTable } from "./ModelTable";
import { RejectedTable } from "./RejectedTable";
import { useRejectedFiles } from "./use-rejected-files";

export function LibraryView() {
  const models = useSnapshot((snapshot) => snapshot.models);
  const fromSettings = useSnapshot((snapshot) => snapshot.settings.modelsDirs);
  const { files, rescan } = useRejectedFiles();
  const { library, views } = useLanguage().words;
  const folders = modelFolders(fromSettings, models, files);
  return (
    <Page
      title={views.library}
      subtitle={folders.length === 0 ? undefined : library.folders(folders.join(", "))}
      tools={
        <Button kind="outlined" onClick={() => void rescan().catch(() => undefined)}>
          {library.rescan}
        </Button>
      }
    >
      {models.every(({ demo }) => demo) ? <DemoNotice empty={models.length === 0} /> : null}
      <section>
        <LooseNotices />
        {models.length === 0 ? null : (
          <div className="table-frame">
            <ModelTable models={models} />
          </div>
        )}
      </section>
      {files.length === 0 ? null : <RejectedTable files={files} />}
    </Page>
  );
}
