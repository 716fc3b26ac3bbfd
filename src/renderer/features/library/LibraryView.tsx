import { useState } from "react";
import { useLanguage, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { DownloadList } from "../downloads/DownloadList";
import { LooseNotices } from "../residency/LooseNotices";
import { Page } from "../shell/Page";
import { CatalogTable } from "./CatalogTable";
import { DemoNotice } from "./DemoNotice";
import { filtered, noFilter, type LibraryFilter } from "./library-filter";
import { LibraryFilters } from "./LibraryFilters";
import { modelFolders } from "./model-folders";
import { ModelTable } from "./ModelTable";
import { RejectedTable } from "./RejectedTable";
import { useRejectedFiles } from "./use-rejected-files";

export function LibraryView() {
  const models = useSnapshot((snapshot) => snapshot.models);
  const limitBytes = useSnapshot((snapshot) => snapshot.machine.memoryLimitBytes);
  const fromSettings = useSnapshot((snapshot) => snapshot.settings.modelsDirs);
  const { files, rescan } = useRejectedFiles();
  const [filter, setFilter] = useState<LibraryFilter>(noFilter);
  const { library, views } = useLanguage().words;
  const folders = modelFolders(fromSettings, models, files);
  const shown = filtered(models, filter, limitBytes);
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
      <DownloadList />
      <section>
        <LooseNotices />
        {models.length === 0 ? null : (
          <>
            <LibraryFilters models={models} shown={shown.length} filter={filter} onChange={setFilter} />
            {shown.length === 0 ? (
              <p className="none-shown soft">
                {library.noneShown}{" "}
                <Button
                  kind="link"
                  onClick={() => {
                    setFilter(noFilter);
                  }}
                >
                  {library.showAll}
                </Button>
              </p>
            ) : (
              <div className="table-frame">
                <ModelTable models={shown} />
              </div>
            )}
          </>
        )}
      </section>
      <CatalogTable />
      {files.length === 0 ? null : <RejectedTable files={files} />}
    </Page>
  );
}
