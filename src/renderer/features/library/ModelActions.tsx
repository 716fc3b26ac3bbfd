import { useState } from "react";
import { roleSchema } from "../../../shared/shapes/catalog";
import type { Model } from "../../../shared/shapes/model";
import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Picker } from "../../ui/Picker";
import { suits } from "../roles/role-candidates";
import { RemoveModel } from "./RemoveModel";

/** What can be done with a model on disk beside loading it. */
export function ModelActions({ model }: { model: Model }) {
  const [removing, setRemoving] = useState(false);
  const { reference, aliases } = model;
  const pinned = useSnapshot((snapshot) => snapshot.settings.pinned.includes(reference));
  const { actions } = useServices();
  const { words } = useLanguage();
  const { library, roles } = words;
  const possible = roleSchema.options.filter((role) => suits(role, model) && !aliases.includes(role));
  return (
    <>
      <div className="model-actions">
        <Button kind="outlined" onClick={() => void actions.setPinned(reference, !pinned)}>
          <Icon name={pinned ? "pin" : "pinOutline"} />
          {pinned ? library.unpin : library.pin}
        </Button>
        {possible.length === 0 ? null : (
          <label className="set-role">
            {library.setAs}
            <Picker
              kind="field"
              label={library.setAsRole(reference)}
              value=""
              options={[
                { value: "", label: library.chooseRole },
                ...possible.map((role) => ({ value: role, label: roles.names[role] })),
              ]}
              testId="set-role"
              onChange={(role) => {
                if (role !== "") void actions.setAlias(role, reference);
              }}
            />
          </label>
        )}
        <span className="spacer" />
        {model.demo || removing ? null : (
          <Button
            kind="plain"
            onClick={() => {
              setRemoving(true);
            }}
          >
            {library.remove}
          </Button>
        )}
      </div>
      {removing ? (
        <RemoveModel
          model={model}
          onKeep={() => {
            setRemoving(false);
          }}
        />
      ) : null}
    </>
  );
}
