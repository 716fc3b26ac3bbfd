import type { Model, ModelDetails as Details } from "../../../shared/shapes/model";
import { useAnswer } from "../../store/use-answer";
import { useLanguage, useNow, useServices } from "../../store/window-context";
import { CopyButton } from "../../ui/CopyButton";
import { FactList } from "../../ui/FactList";
import { ModelActions } from "./ModelActions";

/** What is known of one model: its files, where it is from, under which licence, and what lies in it. */
export function ModelDetails({ model }: { model: Model }) {
  const { words, format } = useLanguage();
  const now = useNow();
  const { window } = useServices();
  const shown = useAnswer("show", { reference: model.reference }, model.modifiedAt);
  const { library, errors, endpoint } = words;
  const text = library.details;
  const { digest, provenance, licence, architecture, files } = model;
  const facts = [
    { name: text.from, value: provenance === null ? (model.source ?? text.fromUnknown) : provenance.repository },
    { name: text.licence, value: licence ?? text.licenceUnknown },
    { name: text.architecture, value: architecture },
    ...(shown.value === null ? [] : [{ name: text.template, value: templateOf(shown.value, text, format.count) }]),
    { name: text.changed, value: format.time(model.modifiedAt, now) },
  ];
  return (
    <div className="model-details" data-testid="model-details">
      <FactList facts={facts} />
      <dl className="model-lists">
        <dt>{text.files}</dt>
        <dd>
          <ul>
            {files.map((path) => (
              <li key={path}>
                <code>{path}</code>
              </li>
            ))}
          </ul>
        </dd>
        <dt>{text.tensors}</dt>
        <dd>
          {shown.value === null ? (
            (shown.error?.message ?? text.asking)
          ) : (
            <ul>
              {shown.value.tensorTypes.map(({ type, tensors, bytes }) => (
                <li key={type}>{text.tensorsOf(type, format.count(tensors), format.file(bytes))}</li>
              ))}
            </ul>
          )}
          {shown.error === null ? null : <span className="fault-code">{errors[shown.error.code]}</span>}
        </dd>
        {digest === null ? null : (
          <>
            <dt>{text.digest}</dt>
            <dd className="digest-line">
              <code>{digest}</code>
              <CopyButton
                label={text.digestCopy}
                copiedLabel={endpoint.copied}
                copy={async () => await window.copyText(digest)}
              />
            </dd>
          </>
        )}
        {provenance?.revision == null ? null : (
          <>
            <dt>{text.revision}</dt>
            <dd>
              <code>{provenance.revision}</code>
            </dd>
          </>
        )}
      </dl>
      <ModelActions model={model} />
    </div>
  );
}

function templateOf(
  { template }: Details,
  text: { readonly templateNone: string; readonly templateSize: (characters: string) => string },
  count: (characters: number) => string,
): string {
  return template === null ? text.templateNone : text.templateSize(count(template.length));
}
